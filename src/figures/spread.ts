/**
 * Moves places on a line apart until neighbours are `distance` or more from each other, as little as a pass up and one down do, and
 * keeps them within [low, high] if there is room. In the order in which they were given.
 */
export function spread(places: readonly number[], distance: number, low: number, high: number): number[] {
  const order = places.map((_, k) => k).sort((a, b) => places[a]! - places[b]!);
  const moved = order.map((k) => Math.min(Math.max(places[k]!, low), high));
  for (let k = 1; k < moved.length; k++) moved[k] = Math.max(moved[k]!, moved[k - 1]! + distance);
  if (moved.length > 0) moved[moved.length - 1] = Math.min(moved.at(-1)!, high);
  for (let k = moved.length - 2; k >= 0; k--) moved[k] = Math.min(moved[k]!, moved[k + 1]! - distance);
  const back: number[] = [];
  for (const [rank, k] of order.entries()) back[k] = moved[rank]!;
  return back;
}
