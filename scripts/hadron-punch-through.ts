import type { EventBatch } from "../src/detector/events.ts";
import { modules } from "../src/detector/hcal.ts";
import { shippedSelection } from "../src/node/load-selection.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { GeV } from "../src/units.ts";
import { passesAll } from "./dimuon-samples.ts";
import { type FoundNumber, foundNumber } from "./found-number.ts";
import type { HadronSource } from "./hadron-sources.ts";

/** Neutral hadrons of this energy and more are forced through; those of less interact or not, as they come. */
const forcedFrom = 10 * GeV;

/** A leading hadron, as Sec. VIII has it: what of it is not seen makes half of the beam's energy missing. */
const leading = 50 * GeV;

/** Reactions of less than this share of the beam's energy leave too much in the ECAL for the signal box. */
const leastShare = 0.45;

/** What Sec. VIII has, each at most: a leading hadron per electron, its punch-through, and the background by the HCAL's tightness above 1 GeV. */
const paper = { leading: 1e-4, crossing: 1e-12, background: 1e-13 } as const;

const { cuts: preselection } = shippedSelection("preselection");
const { cuts: signal } = shippedSelection("signal");

/** Reactions whose leading neutral hadrons cross ECAL and modules: all, and those of E_HCAL alone if that are fewer. */
export interface PunchThroughSource extends HadronSource {
  readonly modules: number;
}

export function punchThroughSources(card: RunCard): PunchThroughSource[] {
  const { modulesInSum } = card.detector.hcal as { readonly modulesInSum: number };
  const least = Math.round((leastShare * card.beam.momentum) / GeV);
  return [...new Set([modules, modulesInSum])].map((crossed) => ({
    name: `through ECAL and ${crossed} modules`,
    process: "hadron-production",
    options: {
      minimumPhotonEnergy: `${least} GeV`,
      bias: "2",
      punchThrough: `${forcedFrom / GeV} GeV`,
      punchThroughModules: String(crossed),
    },
    modules: crossed,
  }));
}

/** Counts events in which leading neutral hadrons crossed. */
export interface PunchThroughCount {
  take(batch: EventBatch, simulated: number): void;
  numbers(): FoundNumber[];
}

class Sum {
  #sum = 0;
  #squares = 0;
  #events = 0;

  add(weight: number): void {
    this.#sum += weight;
    this.#squares += weight * weight;
    this.#events += 1;
  }

  get sum(): number {
    return this.#sum;
  }

  estimate(): { mean: number; error: number } | undefined {
    return this.#events === 0 ? undefined : { mean: this.#sum, error: Math.sqrt(this.#squares) };
  }
}

export function preparePunchThroughCount(card: RunCard, source: PunchThroughSource): PunchThroughCount {
  const preselected = passesAll(preselection, card);
  const passes = passesAll(signal, card);
  const [made, crossed, inPreselection, inSignal] = [new Sum(), new Sum(), new Sum(), new Sum()];
  return {
    take({ columns, size }, simulated) {
      const { weight, punchThroughEnergy, punchThroughLengths } = columns;
      for (let i = 0; i < size; i++) {
        if (!(punchThroughEnergy[i]! > 0)) continue;
        const perElectron = weight[i]! / simulated;
        if (punchThroughEnergy[i]! >= leading) {
          made.add(perElectron * Math.exp(punchThroughLengths[i]!));
          crossed.add(perElectron);
        }
        if (preselected(columns, i)) inPreselection.add(perElectron);
        if (passes(columns, i)) inSignal.add(perElectron);
      }
    },
    numbers() {
      const all = source.modules === modules;
      const [before, after] = [made.estimate(), crossed.estimate()];
      const mean = before && after && after.mean / before.mean;
      const number = (quantity: string, found: ReturnType<Sum["estimate"]>, printed?: number) =>
        foundNumber(
          quantity,
          source.name,
          found,
          printed === undefined ? {} : { paper: printed, paperIsLimit: true },
        );
      return [
        number(
          `${leading / GeV} GeV in neutral hadrons above ${forcedFrom / GeV} GeV, per electron`,
          before,
          paper.leading,
        ),
        number(
          "exp(-L / lambda), mean of these",
          mean === undefined ? undefined : { mean, error: (mean * after!.error) / after!.mean },
          all ? paper.crossing : undefined,
        ),
        number("punch-through that is preselected, per electron", inPreselection.estimate()),
        number("punch-through in the signal selection, per electron", inSignal.estimate(), paper.background),
      ];
    },
  };
}

export const punchThroughNote = `Punch-through: all neutral hadrons (n, K0L) of ${forcedFrom / GeV} GeV and more are forced through ECAL and modules without interacting, each event weighted with exp(-L / lambda) of all of them; what else the reaction makes is simulated as it comes, and so are they behind these modules. Events in which one of them interacts are not in it. The paper's numbers are its limits in Sec. VIII: P_h below 1e-4 for a leading hadron, below 1e-12 through 30 interaction lengths, and 1e-13 for the background, by the tightness of 1e-9 above 1 GeV.`;
