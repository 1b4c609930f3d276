import { readSystematics } from "../src/node/load-systematics.ts";
import type { Estimate } from "../src/statistics/estimate.ts";
import { MeV } from "../src/units.ts";
import { changedNumbers } from "./changed-numbers.ts";
import type { MeasuredTable } from "./measured-table.ts";
import { planSystematics } from "./systematics-plan.ts";
import { simulateSystematics } from "./systematics-simulation.ts";

const massesMeV = [10, 100] as const;

/** What compare calls the sources of Table III, and the quadratic sums. */
const names: Readonly<Record<string, string>> = {
  "number of collected EOT": "error by the number of EOT",
  "signal cross section": "error by the cross section",
  "primary e- selection": "error by the primary e- selection",
  "ECAL selection": "error by the ECAL selection",
  "ECAL spectrum reweighting": "error by the reweighting",
  "V2 cut threshold": "error by the V2 threshold",
  "HCAL cut threshold": "error by the HCAL threshold",
  "Total without the cross section": "all errors but the cross section",
  "Total with the cross section": "all errors",
};

/** Systematic errors of the signal by the shipped variations of the run card, those that Table III has. */
export const measuredTable3: MeasuredTable = {
  name: "III",
  number: "3",
  about: "systematic errors at 10 and 100 MeV [2500 events of each variation]",
  plan: (flags) => {
    const { card, locate } = readSystematics("2016");
    const sources = card.sources.filter(({ group }) => group !== "beyond");
    const events = flags.events ?? "2500";
    const plans = massesMeV.map((mass) =>
      planSystematics({ ...flags, events }, mass * MeV, { card: { ...card, sources }, locate }),
    );
    return async () => {
      const quantities = new Map<string, Estimate>();
      for (const { rows } of await simulateSystematics(plans, flags.quiet)) {
        for (const { source, mass_MeV, error, statisticalError } of rows) {
          const name = `${names[source] ?? source} at ${mass_MeV} MeV`;
          // Where no event fares otherwise, the error is not known.
          quantities.set(name, { mean: error, error: statisticalError > 0 ? statisticalError : Number.NaN });
        }
      }
      const { card: run, plan, range } = plans[0]!.nominal;
      const what = `${range.end - range.first} A' events of each variation and mass`;
      return { quantities, events: what, run: run.name, changed: changedNumbers(plan.card) };
    };
  },
};
