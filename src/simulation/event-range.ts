/** Event numbers from `first` up to, but not with, `end`. */
export interface EventRange {
  readonly first: number;
  readonly end: number;
}

/** The largest number of events in a run, and the largest event number: integers are exact up to there. */
const most = Number.MAX_SAFE_INTEGER;

/** "200000" or "1e6" for that many events from 0 on, "5000:10000" for a half-open range; or a sentence on what is wrong. */
export function parseEventRange(text: string): EventRange | string {
  const form = `write a number of events, such as 1e6, or a half-open range, such as 5000:10000`;
  const parts = text.split(":");
  if (parts.length > 2) return `"${text}" has more than one colon; ${form}`;
  const numbers = parts.map((part) =>
    /^\s*\d+(\.\d*)?([eE]\+?\d+)?\s*$/.test(part) ? Number(part) : Number.NaN,
  );
  const wrong = numbers.findIndex((number) => !Number.isSafeInteger(number));
  if (wrong >= 0) return `"${parts[wrong]}" is not a whole number from 0 to ${most}; ${form}`;
  const [first, end] = numbers.length === 1 ? [0, numbers[0]!] : [numbers[0]!, numbers[1]!];
  if (first >= end) return `"${text}" holds no event; ${form}`;
  return { first, end };
}

/** One event, "4321"; or a sentence on what is wrong. */
export function parseEventNumber(text: string): EventRange | string {
  const number = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number + 1)
    ? { first: number, end: number + 1 }
    : `"${text}" is not the number of an event, a whole number from 0 to ${most - 1}`;
}

/** Ranges in order, with those that touch made one. */
export function joinRanges(ranges: readonly EventRange[]): EventRange[] {
  const joined: EventRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.first - b.first)) {
    const before = joined.at(-1);
    if (before === undefined || before.end < range.first) joined.push(range);
    else joined[joined.length - 1] = { first: before.first, end: Math.max(before.end, range.end) };
  }
  return joined;
}

/** The events that are in two of the ranges; undefined if there are none. */
export function overlapOf(a: EventRange, b: EventRange): EventRange | undefined {
  const [first, end] = [Math.max(a.first, b.first), Math.min(a.end, b.end)];
  return first < end ? { first, end } : undefined;
}

/** How many events ranges hold that do not overlap. */
export function countEvents(ranges: readonly EventRange[]): number {
  return ranges.reduce((sum, { first, end }) => sum + end - first, 0);
}

/** As `--events` takes it: 5000:10000; several with commas between. */
export function rangeText(ranges: readonly EventRange[]): string {
  return ranges.map(({ first, end }) => `${first}:${end}`).join(", ");
}
