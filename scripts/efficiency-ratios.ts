import { signalFactors } from "../cuts/index.ts";
import { jackknifeError } from "../src/statistics/jackknife.ts";
import { type Budget, groups, patterns, symbols, table2 } from "./efficiency-budget.ts";

/** What several factors or masses make together: an element of `derived` of the document of --json. */
export interface DerivedRow {
  readonly run: string;
  readonly mass_MeV: number;
  readonly quantity: string;
  readonly value: number;
  /** Standard error; of a ratio of masses it knows that the events are the same. */
  readonly error: number;
  readonly paper: number | null;
}

/** The mass whose epsilon_ECAL others are laid over: 10 MeV, as in Table II, or the first there is. */
export function referenceOf<T extends { readonly mass_MeV: number }>(budgets: readonly T[]): T {
  return budgets.find(({ mass_MeV }) => mass_MeV === 10) ?? budgets[0]!;
}

/**
 * Of a run at several masses: epsilon_ECAL over that at the reference, and epsilon_e epsilon_ECAL, in which it does not matter which of
 * the two a loss by pileup is counted in: the paper has f of its pileup algorithm in epsilon_e, here a shower shape lost to pileup is in
 * epsilon_ECAL.
 */
export async function derivedRows(budgets: readonly Budget[]): Promise<DerivedRow[]> {
  const reference = referenceOf(budgets);
  const [primary, ecal] = ["primary e-", "ECAL"].map((name) =>
    signalFactors.findIndex((one) => one.name === name),
  );
  const rows: DerivedRow[] = [];
  for (const budget of budgets) {
    const { run, mass_MeV } = budget;
    const [here, there] = [
      await table2(run.card.name, mass_MeV),
      await table2(run.card.name, reference.mass_MeV),
    ];
    const named = (quantity: string, paper: number | null) => ({
      run: run.card.name,
      mass_MeV,
      quantity,
      paper,
    });
    rows.push({
      ...named("epsilon_e epsilon_ECAL", times(here("primary e-"), here("ECAL"))),
      ...estimateOf((left) => share(budget, primary!, ecal! + 1, left)),
    });
    if (budget === reference) continue;
    const over = `${symbols.ECAL} over that at ${reference.mass_MeV} MeV`;
    rows.push({
      ...named(over, times(here("ECAL"), there("ECAL"), -1)),
      ...estimateOf(
        (left) => share(budget, ecal!, ecal! + 1, left) / share(reference, ecal!, ecal! + 1, left),
      ),
    });
  }
  return rows;
}

function times(a: number | null, b: number | null, power: 1 | -1 = 1): number | null {
  return a === null || b === null ? null : power === 1 ? a * b : a / b;
}

/** A statistic of all groups, and its error from those without each. */
function estimateOf(value: (left?: number) => number): { value: number; error: number } {
  return { value: value(), error: jackknifeError(groups, value) };
}

/** Of the weight that passes the box and all factors before `from`, what passes those before `to` too, without a group. */
function share({ sums }: Budget, from: number, to: number, left?: number): number {
  const passing = (factors: number): number => {
    const mask = (1 << (1 + factors)) - 1;
    let sum = 0;
    for (let k = 0; k < sums.length; k++)
      if ((k & mask) === mask && Math.floor(k / patterns) !== left) sum += sums[k]!;
    return sum;
  };
  return passing(to) / passing(from);
}
