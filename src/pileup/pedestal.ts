/** Mean of every second of the counts from place `from` to before `end`: the pedestal of one of two interleaved converters. */
export function everySecondMean(counts: Int16Array, from: number, end: number): number {
  let sum = 0;
  for (let k = from; k < end; k += 2) sum += counts[k]!;
  return sum / Math.ceil((end - from) / 2);
}
