import type { EcalCard } from "../src/detector/ecal.ts";
import { GeV, ns } from "../src/units.ts";
import type { AddShower, ScanKind } from "./pileup-scan-kind.ts";
import { nineCellShares } from "./pileup-scan-shower.ts";

/** The cell to the right of the middle. */
const dead = 5;
const places = [0, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 1];
const befores = [200 * ns, 40 * ns];

/** A dead cell in the shower: whether the others are read as well without it. */
export const deadChannel: ScanKind = {
  name: "dead-channel",
  about: "a cell of it reads its pedestals, after a shower of the beam's energy; the living cells count",
  energy: 20 * GeV,
  events: 200,
  x: { name: "share of the shower in the dead cell", unit: "%", scale: "linear" },
  conditions: ({ beam, detector }, energy) => {
    const ecal = detector.ecal as EcalCard;
    const shares = nineCellShares(ecal);
    return befores.flatMap((before) => {
      const common = {
        variant: `${before / ns} ns after a shower of ${beam.momentum / GeV} GeV`,
        energy,
        others: (add: AddShower) => add(-before, beam.momentum),
      };
      return [
        { x: 0, ...common },
        ...places.map((place) => {
          const aside = place * ecal.cellSize;
          return { x: 100 * shares(aside)[dead]!, aside, dead, ...common };
        }),
      ];
    });
  },
};
