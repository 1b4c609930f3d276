import { electronMass } from "../../src/constants.ts";
import { add, dot, type FourVector, type Momenta } from "./four-vectors.ts";

/** A complex 4x4 matrix, row by row. */
interface Matrix {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

function matrix(
  entries: readonly (readonly [row: number, column: number, re: number, im: number])[],
): Matrix {
  const result = { re: new Float64Array(16), im: new Float64Array(16) };
  for (const [row, column, re, im] of entries) {
    result.re[4 * row + column] = re;
    result.im[4 * row + column] = im;
  }
  return result;
}

/** γ⁰, γ¹, γ², γ³ of Dirac and Pauli. */
export const gammas = [
  matrix([
    [0, 0, 1, 0],
    [1, 1, 1, 0],
    [2, 2, -1, 0],
    [3, 3, -1, 0],
  ]),
  matrix([
    [0, 3, 1, 0],
    [1, 2, 1, 0],
    [2, 1, -1, 0],
    [3, 0, -1, 0],
  ]),
  matrix([
    [0, 3, 0, -1],
    [1, 2, 0, 1],
    [2, 1, 0, 1],
    [3, 0, 0, -1],
  ]),
  matrix([
    [0, 2, 1, 0],
    [1, 3, -1, 0],
    [2, 0, -1, 0],
    [3, 1, 1, 0],
  ]),
] as const;

const metric = [1, -1, -1, -1] as const;

export function product(...factors: readonly Matrix[]): Matrix {
  return factors.reduce((a, b) => {
    const result = matrix([]);
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column < 4; column++) {
        for (let k = 0; k < 4; k++) {
          const [ar, ai] = [a.re[4 * row + k]!, a.im[4 * row + k]!];
          const [br, bi] = [b.re[4 * k + column]!, b.im[4 * k + column]!];
          result.re[4 * row + column]! += ar * br - ai * bi;
          result.im[4 * row + column]! += ar * bi + ai * br;
        }
      }
    }
    return result;
  });
}

export function combine(a: Matrix, b: Matrix, scaleA = 1, scaleB = 1): Matrix {
  return {
    re: a.re.map((value, k) => scaleA * value + scaleB * b.re[k]!),
    im: a.im.map((value, k) => scaleA * value + scaleB * b.im[k]!),
  };
}

export function trace({ re }: Matrix): number {
  return re[0]! + re[5]! + re[10]! + re[15]!;
}

/** γ·v, plus a mass times the unit matrix. */
function slash(v: FourVector, mass = 0): Matrix {
  let sum = matrix([0, 1, 2, 3].map((k) => [k, k, mass, 0] as const));
  for (let mu = 0; mu < 4; mu++) sum = combine(sum, gammas[mu]!, 1, metric[mu]! * v[mu]!);
  return sum;
}

/**
 * A of `squaredAmplitude` by explicit matrices: ½ Σ over ν of -g_νν Tr[(p̸' + m)(γ^ν S(p'+k) P̸ + P̸ S(p-k) γ^ν)(p̸ + m)(...)bar].
 */
export function amplitudeByTrace({ p, after, k, target }: Momenta, mass: number): number {
  const [m2, P] = [mass * mass, slash(target)];
  const later = combine(slash(add(after, k), electronMass), matrix([]), 1 / (2 * dot(after, k) + m2));
  const earlier = combine(slash(add(p, k, -1), electronMass), matrix([]), 1 / (m2 - 2 * dot(p, k)));
  let sum = 0;
  for (let nu = 0; nu < 4; nu++) {
    const vertex = combine(product(gammas[nu]!, later, P), product(P, earlier, gammas[nu]!));
    const conjugate = combine(product(P, later, gammas[nu]!), product(gammas[nu]!, earlier, P));
    const all = product(slash(after, electronMass), vertex, slash(p, electronMass), conjugate);
    sum -= 0.5 * metric[nu]! * trace(all);
  }
  return sum;
}
