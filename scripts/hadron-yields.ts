import { markdownTable } from "markdown-table";
import { avogadro } from "../src/constants.ts";
import { photon } from "../src/event/particle.ts";
import { tableText } from "../src/node/write-table.ts";
import { leastReactingPhoton, photonuclearCrossSection } from "../src/physics/photonuclear-cross-section.ts";
import { overRealPhotons, photonuclearYield } from "../src/physics/photonuclear-yield.ts";
import { purpose } from "../src/random/purpose.ts";
import type { RunKey } from "../src/random/run-key.ts";
import { RandomStream } from "../src/random/stream.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { estimate } from "../src/statistics/estimate.ts";
import { prepareTargetCascade } from "../src/transport/target-cascade.ts";
import { GeV } from "../src/units.ts";
import { version } from "./version.ts";

/** Photonuclear reactions per electron on target, of photons above an energy: a row of the table for people. */
export interface HadronRow {
  readonly above_GeV: number;
  /** Of real photons on the nuclei of the target: by the tracks of followed cascades, with its statistical error. */
  readonly reactions_per_electron: number;
  readonly error: number;
  /** The same without simulation, by the cascade equations. */
  readonly analytic: number;
  /** With virtual photons and the scintillator, by the card. */
  readonly all_per_electron: number;
}

/** The document of `aprime yield --process hadron-production --json`. */
export interface HadronYields {
  readonly process: "hadron-production";
  readonly run: string;
  readonly virtual_fraction: number;
  readonly scintillator_fraction: number;
  readonly scale: number;
  readonly rows: readonly HadronRow[];
  readonly about: string;
  readonly cascades: number;
}

const energies = [1, 2, 5, 10, 20, 50].map((energy) => energy * GeV);

const about =
  "sigma(gamma N) of Donnachie and Landshoff, below 3 GeV of measured nucleons as they move in lead, times the shadowed nucleons of the target, uncertain by 15 %; the paper has at most 1e-4 for what takes more than half of the beam's energy";

/** Photonuclear reactions of electrons of the beam's momentum in the target. */
export function hadronYields(card: RunCard, cascades: number, key: RunKey): HadronYields {
  const { beam, target, photonuclear } = card;
  const { charge, massNumber, depth, criticalEnergy } = target;
  const { scale, virtualFraction, scintillatorFraction } = photonuclear;
  const factor = overRealPhotons(photonuclear);
  const nucleiPerRadiationLength = (avogadro * target.nucleiMass) / massNumber;
  const above = energies.filter((energy) => energy < beam.momentum);
  const cascade = prepareTargetCascade(
    { depth, criticalEnergy, charge, nucleiPerRadiationLength },
    leastReactingPhoton,
  );
  const { tracks } = cascade;
  const random = new RandomStream(key);
  const stream = purpose("yield/hadrons");
  const sums = above.map(() => ({ sum: 0, squares: 0 }));
  const found = new Float64Array(above.length);
  for (let event = 0; event < cascades; event++) {
    cascade.run(beam.momentum, 0, random.seek(event, stream));
    found.fill(0);
    for (let k = 0; k < tracks.count; k++) {
      if (tracks.kind[k] !== photon) continue;
      const energy = tracks.startEnergy[k]!;
      const probability =
        (tracks.to[k]! - tracks.from[k]!) *
        nucleiPerRadiationLength *
        photonuclearCrossSection(energy, massNumber);
      for (let row = 0; row < above.length && above[row]! <= energy; row++) found[row]! += probability;
    }
    sums.forEach((sum, row) => {
      sum.sum += found[row]!;
      sum.squares += found[row]! * found[row]!;
    });
  }
  return {
    process: "hadron-production",
    run: card.name,
    virtual_fraction: virtualFraction,
    scintillator_fraction: scintillatorFraction,
    scale,
    rows: above.map((minimumEnergy, row): HadronRow => {
      const { mean, error } = estimate(sums[row]!.sum, sums[row]!.squares, cascades);
      const conditions = { beamEnergy: beam.momentum, massNumber, nucleiPerRadiationLength, criticalEnergy };
      return {
        above_GeV: minimumEnergy / GeV,
        reactions_per_electron: mean,
        error,
        analytic: photonuclearYield({ ...conditions, minimumEnergy }),
        all_per_electron: factor * mean,
      };
    }),
    about,
    cascades,
  };
}

/** The yields as a table for people. */
export function hadronYieldText(found: HadronYields): string {
  const table = markdownTable(
    [
      ["photons above", "real photons", "without simulation", "all, by the card"],
      ...found.rows.map(({ above_GeV, reactions_per_electron, error, analytic, all_per_electron }) => [
        `${above_GeV} GeV`,
        `${reactions_per_electron.toExponential(3)} ± ${error.toExponential(1)}`,
        analytic.toExponential(3),
        all_per_electron.toExponential(3),
      ]),
    ],
    { align: ["r", "r", "r", "r"] },
  );
  const percent = (fraction: number): string => `${Number((100 * fraction).toPrecision(3))} %`;
  return `Photonuclear reactions in the target per electron of ${found.run}, ${found.cascades} cascades\n
${table}

${about}.
The last column has ${percent(found.virtual_fraction)} more for virtual photons, ${percent(found.scintillator_fraction)} more for the scintillator, and the scale ${found.scale}.`;
}

export function hadronYieldCsv({ rows, run }: HadronYields): Promise<string> {
  const columns = [
    { name: "photons above", unit: "GeV" },
    { name: "reactions of real photons per electron on target", unit: "1" },
    { name: "error", unit: "1" },
    { name: "the same without simulation", unit: "1" },
    { name: "all reactions", unit: "1" },
  ];
  const cells = rows.map((row) => [
    row.above_GeV,
    row.reactions_per_electron,
    row.error,
    row.analytic,
    row.all_per_electron,
  ]);
  return tableText(columns, cells, [
    `Photonuclear reactions in the target, ${run}`,
    "source: Donnachie-Landshoff-1992, Armstrong-1972, Borog-1975",
    `obtained: simulated by aprime ${version()}, yield --process hadron-production`,
    `note: ${about}`,
  ]);
}
