/**
 * The x between low and high where f changes sign, to within `tolerance` (absolute, in the unit of x).
 * ITP method (Oliveira & Takahashi 2020): as fast as the secant where f is smooth, and never more than one evaluation
 * slower than bisection. Throws if f has the same sign at both ends. cos x = x at 0.739085.
 */
export function findRoot(f: (x: number) => number, low: number, high: number, tolerance = 1e-12): number {
  let [a, b] = low < high ? [low, high] : [high, low];
  let [fa, fb] = [f(a), f(b)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa * Math.sign(fb) < 0)) throw new Error(`no change of sign: f(${a}) = ${fa}, f(${b}) = ${fb}`);
  const truncation = 0.2 / (b - a);
  // Bisection would need n steps to halve b - a below 2 tolerance; `radius` is tolerance * 2^(n + 1 - step).
  let radius = tolerance;
  while (radius < 0.5 * (b - a)) radius *= 2;
  radius *= 2;
  while (b - a > 2 * tolerance) {
    const middle = 0.5 * (a + b);
    if (middle === a || middle === b) break;
    const slack = radius - 0.5 * (b - a);
    radius *= 0.5;
    const secant = (fb * a - fa * b) / (fb - fa);
    const side = Math.sign(middle - secant);
    const shift = truncation * (b - a) * (b - a);
    const truncated = shift <= Math.abs(middle - secant) ? secant + side * shift : middle;
    const x = Math.abs(truncated - middle) <= slack ? truncated : middle - side * slack;
    const fx = f(x);
    if (fx === 0) return x;
    if (Math.sign(fx) === Math.sign(fa)) [a, fa] = [x, fx];
    else [b, fb] = [x, fx];
  }
  return 0.5 * (a + b);
}
