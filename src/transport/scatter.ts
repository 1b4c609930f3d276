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
 * evenly from `before` to `after`, of which the geometric mean counts: ∫ dz / p² is length / (p₁ p₂). Displacement and angle are correlated as in
 * PDG-2022 Eq. (34.22), for a homogeneous block; more is scattered
 * towards its end, so that the displacement is 6 % too large where a fifth of the momentum is lost, 21 % where half is.
 */
export function scatter(
  line: Line,
  block: { readonly length: number; readonly thickness: number },
  before: number,
  after: number,
  random: RandomStream,
): void {
  const angle = scatteringAngle(block.thickness, Math.sqrt(before * after));
  const lever = angle * 1e-3 * block.length;
  const turnX = gaussian(random);
  const turnY = gaussian(random);
  line.x += lever * (0.5 * turnX + gaussian(random) / Math.sqrt(12));
  line.y += lever * (0.5 * turnY + gaussian(random) / Math.sqrt(12));
  line.angleX += angle * turnX;
  line.angleY += angle * turnY;
}
