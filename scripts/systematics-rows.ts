import type { Shift } from "../src/selection/paired-shift.ts";
import type { SystematicGroup } from "../src/tables/systematics-card.ts";
import type { PlannedSource, PlannedVariation } from "./systematics-plan.ts";

/** A systematic error of the rate of signal events: an element of `rows` of the document of --json. */
export interface SystematicRow {
  readonly run: string;
  readonly mass_MeV: number;
  /** Its name in Table III, if it is there; the totals have names of their own. */
  readonly source: string;
  /** Relative, the largest change by any variation, without its sign. */
  readonly error: number;
  /** Of that change; 0 for a number that is given. */
  readonly statisticalError: number;
  /** What Table III prints, or, for totals, the quadratic sum of what it prints; null where it has nothing. */
  readonly paper: number | null;
  /** Where the error comes from: of a number that is given its status, of a change that of the range. */
  readonly status: string;
}

/** What one variation does: an element of `variations` of the document of --json. */
export interface VariationRow extends Shift {
  readonly run: string;
  readonly mass_MeV: number;
  readonly source: string;
  readonly variation: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly status: string;
  /** Why this far. */
  readonly range: string;
}

/** The quadratic sums, each of the groups before it too. */
const totals: readonly { readonly source: string; readonly groups: readonly SystematicGroup[] }[] = [
  { source: "Total without the cross section", groups: ["normalization", "efficiency"] },
  { source: "Total with the cross section", groups: ["yield"] },
  { source: "Total with sources beyond the paper", groups: ["beyond"] },
];

/** The rows of one run and mass: each source, and the quadratic sums. */
export function rowsOfSources(
  of: { readonly run: string; readonly mass_MeV: number },
  sources: readonly PlannedSource[],
  shiftOf: (variation: PlannedVariation) => Shift,
  published: (source: string) => number | null,
): SystematicRow[] {
  const rows = sources.map(({ source, relative, variations }): SystematicRow => {
    const paper = published(source);
    if (relative !== undefined)
      return { ...of, source, error: relative.value, statisticalError: 0, paper, status: relative.status };
    const [largest] = variations
      .map((variation) => ({ ...shiftOf(variation), status: variation.status }))
      .sort((a, b) => Math.abs(b.shift) - Math.abs(a.shift)) as [Shift & { status: string }];
    const status = `simulated, range ${largest.status}`;
    return { ...of, source, error: Math.abs(largest.shift), statisticalError: largest.error, paper, status };
  });
  const groups = sources.map(({ group }) => group);
  const sums = totals.flatMap((total, k): SystematicRow[] => {
    if (!total.groups.some((group) => groups.includes(group))) return [];
    const summed = totals.slice(0, k + 1).flatMap((one) => one.groups);
    const terms = rows.filter((_, row) => summed.includes(groups[row]!));
    const error = Math.hypot(...terms.map((row) => row.error));
    const printed = terms.flatMap(({ paper }) => (paper === null ? [] : [paper]));
    return [
      {
        ...of,
        source: total.source,
        error,
        statisticalError:
          error === 0 ? 0 : Math.hypot(...terms.map((row) => row.error * row.statisticalError)) / error,
        paper: printed.length === terms.length ? Math.hypot(...printed) : null,
        status: "quadratic sum",
      },
    ];
  });
  return [...rows, ...sums];
}
