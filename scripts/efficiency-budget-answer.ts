import type { Answer } from "./answer.ts";
import { changedNumbers } from "./changed-numbers.ts";
import { type Budget, budgetRows, type FactorRow, simulateBudgets } from "./efficiency-budget.ts";
import { budgetFigure } from "./efficiency-budget-figure.ts";
import { budgetCsv, budgetText } from "./efficiency-budget-text.ts";
import { type NormalisationRow, normalisationOf } from "./efficiency-normalisation.ts";
import { type DerivedRow, derivedRows } from "./efficiency-ratios.ts";
import type { PlannedRun } from "./plan-run.ts";
import { version } from "./version.ts";

/** The document of --json. */
export interface BudgetDocument {
  readonly seed: string;
  /** At each mass, in each run. */
  readonly events: number;
  readonly version: string;
  /** Of the run card, by --set. */
  readonly changed: readonly string[];
  readonly rows: readonly FactorRow[];
  readonly derived: readonly DerivedRow[];
  readonly normalisation: readonly NormalisationRow[];
  readonly notes: readonly string[];
}

const notes = [
  "Each factor is of the events that pass those before it, so that the product is the total exactly; alone: of all events in the signal box. epsilon_A' is the share of A' above the minimum energy whose true missing energy is in the signal box. The total leaves it out, as Table II does; Eq. (23) has it.",
  "Intervals hold 68.27 % (Clopper-Pearson, effective counts for weights).",
  "Other beam particles are in each event, read by the pileup algorithm of the card, and nothing is put on by muon pairs. The paper takes f of Table I into epsilon_e and the correction of Fig. 11, 0.93 in run III, into epsilon_ECAL; with that on top, a loss here would count twice. What it is here: aprime dimuons --figure 11.",
  "So a shower shape that pileup spoils is lost in epsilon_ECAL here: epsilon_e epsilon_ECAL does not depend on that choice.",
  "Nothing was tuned to Table II. Table II has no row for the trigger, whose counters and pileup veto are in epsilon_e here.",
] as const;

/** The factors of Eq. (23) of each run at each mass, beside Table II. */
export async function budgetAnswer(runs: readonly PlannedRun[], quiet: boolean): Promise<Answer> {
  const budgets = await simulateBudgets(runs, quiet);
  const names = [...new Set(runs.map(({ card }) => card.name))];
  const byRun = names.map((name) => budgets.filter(({ run }) => run.card.name === name));
  const document = await documentOf(byRun);
  return {
    document,
    text: budgetText(document),
    csv: () => budgetCsv(document),
    figure: () => budgetFigure(document),
  };
}

async function documentOf(byRun: readonly (readonly Budget[])[]): Promise<BudgetDocument> {
  const rows: FactorRow[] = [];
  const derived: DerivedRow[] = [];
  const normalisation: NormalisationRow[] = [];
  for (const budgets of byRun) {
    for (const budget of budgets) rows.push(...(await budgetRows(budget)));
    derived.push(...(await derivedRows(budgets)));
    const { card, plan } = budgets[0]!.run;
    normalisation.push(await normalisationOf(card, plan.card));
  }
  const { plan, range } = byRun[0]![0]!.run;
  return {
    seed: plan.seed,
    events: range.end - range.first,
    version: version(),
    changed: changedNumbers(plan.card),
    rows,
    derived,
    normalisation,
    notes: [...notes],
  };
}
