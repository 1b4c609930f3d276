import type { Events } from "../detector/events.ts";
import type { Passes } from "./cut.ts";

/** A number of event i. */
export type Read = (events: Events, i: number) => number;

const comparisons: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!="]);

export function isComparison(operator: string): boolean {
  return comparisons.has(operator);
}

/** Whether x is below y, above it, ..., by an operator of `isComparison`; false with NaN, but for != */
export function compare(operator: string, x: Read, y: Read): Passes {
  switch (operator) {
    case "<":
      return (events, i) => x(events, i) < y(events, i);
    case "<=":
      return (events, i) => x(events, i) <= y(events, i);
    case ">":
      return (events, i) => x(events, i) > y(events, i);
    case ">=":
      return (events, i) => x(events, i) >= y(events, i);
    case "==":
      return (events, i) => x(events, i) === y(events, i);
    default:
      return (events, i) => x(events, i) !== y(events, i);
  }
}

/** The same with a constant, as most are: one call less an event. */
export function compareWith(operator: string, x: Read, y: number): Passes {
  switch (operator) {
    case "<":
      return (events, i) => x(events, i) < y;
    case "<=":
      return (events, i) => x(events, i) <= y;
    case ">":
      return (events, i) => x(events, i) > y;
    case ">=":
      return (events, i) => x(events, i) >= y;
    case "==":
      return (events, i) => x(events, i) === y;
    default:
      return (events, i) => x(events, i) !== y;
  }
}
