import { scatteringAngle } from "../physics/multiple-scattering.ts";
import { gaussian } from "../random/gaussian.ts";
import type { RandomStream } from "../random/stream.ts";

/** A line in space at a place along the beam: x and y in mm, angles in mrad. */
export interface Line {
  x: number;
  y: number;
  angleX: number;
  angleY: number;
}

/**
 * Scatters a line, given where it leaves a block of `length` mm and `thickness` radiation lengths as if it had gone straight. The momentum falls
 * evenly from `before` to `after`: slices scatter as 1/p², and the later ones have less way left to the end. The angle is Highland's for the whole block.
 * At a constant momentum displacement and angle are those of PDG-2022 Eq. (34.22).
 */
export function scatter(
  line: Line,
  block: { readonly length: number; readonly thickness: number },
  before: number,
  after: number,
  random: RandomStream,
): void {
  const angle = scatteringAngle(block.thickness, Math.sqrt(before * after));
  // Moments of t / p², t the part of the way that is left, over that of 1 / p².
  const ratio = before / after;
  const excess = ratio - 1;
  const slow = excess < 1e-3;
  const first = slow
    ? 0.5 + excess * (0.5 - 2 / 3)
    : (ratio * (Math.log(ratio) - excess / ratio)) / (excess * excess);
  const second = slow
    ? 1 / 3 + excess * (1 / 3 - 0.5)
    : (ratio * (excess + excess / ratio - 2 * Math.log(ratio))) / (excess * excess * excess);
  const across = Math.sqrt(second - first * first);
  const lever = angle * 1e-3 * block.length;
  const turnX = gaussian(random);
  const turnY = gaussian(random);
  line.x += lever * (first * turnX + across * gaussian(random));
  line.y += lever * (first * turnY + across * gaussian(random));
  line.angleX += angle * turnX;
  line.angleY += angle * turnY;
}
