import { z } from "zod";
import { dimuon } from "../generators/dimuon.ts";
import { InputError } from "../src/tables/input-error.ts";
import { plainScan } from "../src/tables/scan.ts";
import { everyAlgorithm, readAlgorithms } from "./algorithm-choices.ts";
import { type PileupMode, processFlags } from "./pileup-mode.ts";
import { planRun, readTimeLimit } from "./plan-run.ts";
import { proveAlgorithms } from "./prove-algorithms.ts";
import { reductionFigure } from "./reduction-figure.ts";
import { makeReduction } from "./reduction-ledger.ts";
import { reductionCsv, reductionText } from "./reduction-rows.ts";
import { readSchemaFlags } from "./schema-flags.ts";

const mostRows = 200;

const schema = z.strictObject({
  intensity: plainScan("electrons per spill, at which muon pairs are counted", 0, 1e8).prefault(
    "1.8e6,3.2e6,4.6e6",
  ),
});

/** What other beam particles cost muon pairs, loss by loss, beside Table I. */
export const reduction: PileupMode = {
  flag: "reduction",
  endings: [".md", ".csv", ".json", ".svg", ".png"],
  reads: [...processFlags, "events", "algorithms", "intensity", "workers", "timeLimit"],
  addOptions: (yargs) =>
    yargs
      .option("reduction", {
        type: "boolean",
        default: false,
        describe:
          "The reduction factor f of muon pairs by kinds of loss, beside Table I [default: 20000 events at 1.8e6,3.2e6,4.6e6]",
      })
      .example("$0 pileup --reduction", "Table I: f of each algorithm at the intensities of the three runs")
      .example(
        "$0 pileup --reduction --algorithms nearest-peak,cluster-fit --events 50000 --out f.png",
        "f against the intensity",
      ),
  plan: (flags, checks) => {
    const algorithms = checks.take(() => readAlgorithms(flags.algorithms ?? everyAlgorithm));
    const given = checks.take(() => readSchemaFlags(schema, flags));
    const own = algorithms?.find(({ module }) => module !== undefined);
    const timeLimit = checks.take(() => readTimeLimit(flags.timeLimit as string | undefined, own));
    const run = checks.take(() =>
      planRun({ ...flags, timeLimit: undefined, process: dimuon.name, events: flags.events ?? "20000" }),
    );
    checks.take(() => refuseTooMany((algorithms?.length ?? 0) * (given?.intensity.values.length ?? 0)));
    return async () => {
      const proved = await proveAlgorithms(algorithms!, timeLimit);
      const ledger = await makeReduction(
        { ...run!, timeLimit: timeLimit! },
        proved,
        given!.intensity.values,
        flags.quiet,
      );
      return {
        document: ledger,
        text: reductionText(ledger),
        csv: () => reductionCsv(ledger),
        figure: () => reductionFigure(ledger),
      };
    };
  },
};

function refuseTooMany(rows: number): void {
  if (rows <= mostRows) return;
  const what = `${rows} rows are asked for; at most ${mostRows} are counted at once: give fewer values, or fewer of --algorithms`;
  throw new InputError([{ where: "--intensity", what }]);
}
