import type { Estimate } from "../src/statistics/estimate.ts";
import { changedNumbers } from "./changed-numbers.ts";
import { budgetRows, simulateBudgets } from "./efficiency-budget.ts";
import { derivedRows } from "./efficiency-ratios.ts";
import type { MeasuredTable } from "./measured-table.ts";
import { planRun } from "./plan-run.ts";

const masses = ["10 MeV", "100 MeV"] as const;

/** Efficiencies of the signal, factor by factor of Eq. (23), at the two masses of Table II. */
export const measuredTable2: MeasuredTable = {
  name: "II",
  number: "2",
  about: "efficiencies of the signal at 10 and 100 MeV [20000 events of each]",
  plan: (flags) => {
    const runs = masses.map((mass) =>
      planRun({ ...flags, process: "signal", mass, events: flags.events ?? "20000" }),
    );
    return async () => {
      const budgets = await simulateBudgets(runs, flags.quiet);
      const quantities = new Map<string, Estimate>();
      for (const [k, budget] of budgets.entries()) {
        for (const { factor, value, low, high } of await budgetRows(budget)) {
          const name = factor === "total" ? "total efficiency" : factor;
          quantities.set(`${name} at ${masses[k]}`, { mean: value, error: 0.5 * (high - low) });
        }
      }
      for (const { quantity, mass_MeV, value, error } of await derivedRows(budgets)) {
        const isRatio = quantity.includes(" over ");
        const name = isRatio
          ? `epsilon_ECAL at ${mass_MeV} MeV over ${masses[0]}`
          : `${quantity} at ${mass_MeV} MeV`;
        quantities.set(name, { mean: value, error });
      }
      const { card, plan, range } = runs[0]!;
      const events = `${range.end - range.first} A' events of each mass`;
      return { quantities, events, run: card.name, changed: changedNumbers(plan.card) };
    };
  },
};
