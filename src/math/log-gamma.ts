/**
 * ln Γ(x) for x > 0. Stirling's series from x = 10 on; below, Γ(x) = Γ(x + n) / (x (x + 1) ... (x + n - 1)).
 * Absolute error below 1e-14 for x < 10 (so the relative one grows at the zeros x = 1 and 2), relative error below
 * 1e-15 above. ln Γ(1/2) = ln √π = 0.572365.
 */
export function logGamma(x: number): number {
  let product = 1;
  let shifted = x;
  while (shifted < 10) {
    product *= shifted;
    shifted += 1;
  }
  const stirling = (shifted - 0.5) * Math.log(shifted) - shifted + halfLogTwoPi + stirlingCorrection(shifted);
  return product === 1 ? stirling : stirling - Math.log(product);
}

/** ½ ln 2π. */
const halfLogTwoPi = 0.9189385332046728;

/** ln Γ(x) - [(x - ½) ln x - x + ½ ln 2π] for x ≥ 10, to 1e-16. 0.00833 at x = 10. */
export function stirlingCorrection(x: number): number {
  const w = 1 / (x * x);
  const series =
    1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - w * (691 / 360360 - w / 156)))));
  return series / x;
}
