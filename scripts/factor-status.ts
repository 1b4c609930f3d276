import { signalFactors } from "../cuts/index.ts";
import { lossName, lossStatus } from "./loss-steps.ts";
import { seenTable1 } from "./published-table-1.ts";

/**
 * How far a factor of Eq. (23), by its name in Table II, is a prediction: "predicted"; "calibrated: " if each of its cuts rests on calibrated
 * numbers of the raw card, "partly calibrated: " if some do, or if what is calibrated is a scale or no more than was seen; with the
 * numbers and what they were calibrated to.
 */
export function factorStatus(factor: string, rawCard: unknown): string {
  const cuts = signalFactors.find(({ name }) => name === factor)?.cuts ?? [];
  const of = cuts.map(({ name }) => ({ name, status: lossStatus(name, rawCard) }));
  const some = of.filter(({ status }) => status !== "predicted");
  const whole = some.length === of.length && some.every(({ status }) => status.startsWith("calibrated"));
  const reasons = [
    ...some.map(({ name, status }) => `${lossName(name)}: ${status.replace(/^calibrated: /, "")}`),
    ...(cuts.some(({ name }) => name === "shower-shape") ? seenByAlgorithm(rawCard) : []),
  ];
  if (reasons.length === 0) return "predicted";
  return `${whole ? "calibrated" : "partly calibrated"}: ${reasons.join("; ")}`;
}

/** Pileup is lost in the shower shape, by how the algorithm reads. */
function seenByAlgorithm(rawCard: unknown): string[] {
  const { pileup } = rawCard as { readonly pileup?: { readonly algorithm?: unknown } };
  return pileup?.algorithm === seenTable1
    ? [`shower shape: the treatment of pedestals of ${seenTable1} was chosen with Table I in sight`]
    : [];
}

/** Of a product of factors. */
export function totalStatus(factors: readonly string[], statuses: readonly string[]): string {
  const by = factors.filter((_, k) => statuses[k] !== "predicted");
  if (by.length === 0) return "predicted";
  const whole = statuses.every((status) => status.startsWith("calibrated"));
  return `${whole ? "calibrated" : "partly calibrated"}: by ${by.join(", ")}`;
}
