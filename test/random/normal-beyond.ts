import gammainc from "@stdlib/math-base-special-gammainc";

/** Probability that a unit normal lies further than x >= 0 from 0: erfc(x / sqrt 2). */
export function normalBeyond(x: number): number {
  return gammainc((x * x) / 2, 0.5, true, true);
}
