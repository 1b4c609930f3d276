import { fromDensity } from "../random/from-density.ts";
import { poisson } from "../random/poisson.ts";
import type { RandomStream } from "../random/stream.ts";
import { drawKnockOn } from "./knock-on.ts";

/**
 * Density of the energy that a fast particle loses in a layer in collisions of less than `longest` each, about its mean and in units of
 * Landau's ξ: there are 1/T² collisions per unit of energy, up to `longest`. It has mean 0, variance `longest` and third moment
 * `longest`² / 2; where `longest` goes to infinity, λ of `landauDensity` is this + ln `longest` - 0.4228. For `longest` up to some 10: the
 * time goes as its square.
 */
export function truncatedLandauDensity(longest: number): (x: number) => number {
  // ln of the characteristic function at y: ∫₀^longest (exp(iyT) - 1 - iyT) / T² dT, by Si and Cin at y longest.
  const step = Math.min(0.05, 1 / (8 * longest));
  const amplitudes: number[] = [];
  const phases: number[] = [];
  let [sineIntegral, cosineIntegral] = [0, 0];
  for (let k = 0; ; k++) {
    const y = k * step;
    const argument = y * longest;
    const real = -(y * sineIntegral - (1 - Math.cos(argument)) / longest);
    const amplitude = Math.exp(real);
    if (amplitude < 1e-12) break;
    amplitudes.push(amplitude);
    phases.push(-(y * cosineIntegral + Math.sin(argument) / longest - y));
    const next = argument + step * longest;
    sineIntegral += simpson((u) => (u === 0 ? 1 : Math.sin(u) / u), argument, next);
    cosineIntegral += simpson((u) => (u === 0 ? 0 : (1 - Math.cos(u)) / u), argument, next);
  }
  return (x) => {
    let sum = 0.5;
    for (let k = 1; k < amplitudes.length; k++) sum += amplitudes[k]! * Math.cos(phases[k]! - k * step * x);
    return Math.max(0, (sum * step) / Math.PI);
  };
}

function simpson(f: (u: number) => number, from: number, to: number): number {
  return ((to - from) / 6) * (f(from) + 4 * f(0.5 * (from + to)) + f(to));
}

const unit = truncatedLandauDensity(1);
const nodes = Float64Array.from({ length: 400 }, (_, k) => -4 + (14 * k) / 399);
/** Where no collision gives more than ξ. */
const drawSoft = fromDensity(nodes, nodes.map(unit));

/**
 * Draws how far the energy lost in collisions of less than `longest` each is from its mean. `xi` is ξ of the layer: `knockOnConstant`
 * times electrons times mass per area. Collisions above ξ one by one, below it their sum.
 */
export function drawStraggling(xi: number, longest: number, random: RandomStream): number {
  if (xi <= 0) return 0;
  const parts = Math.ceil(xi / longest);
  const part = xi / parts;
  const meanOfHard = part * Math.log(longest / part);
  let sum = 0;
  for (let k = 0; k < parts; k++) {
    sum += part * drawSoft(random) - meanOfHard;
    for (let n = poisson(1 - part / longest, random); n > 0; n--) sum += drawKnockOn(part, longest, random);
  }
  return sum;
}
