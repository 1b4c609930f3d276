/**
 * Integral of f from `from` to `to`, in the unit of f times that of its argument; negative if to < from.
 * Adaptive Gauss-Kronrod 7-15 with the error estimate of QUADPACK: the worst panel is halved until the summed
 * estimates fall below `tolerance` times the integral of |f|, which for f > 0 is the relative error. The estimate
 * is pessimistic for smooth f. Never calls f at the ends, so these may be integrable singularities.
 * Throws if 1000 panels do not suffice or if f is not finite. ∫₀¹ √x dx = 2/3.
 */
export function integrate(f: (x: number) => number, from: number, to: number, tolerance = 1e-10): number {
  const panels = [kronrodPanel(f, from, to)];
  for (;;) {
    const sum = addUp(panels);
    if (!Number.isFinite(sum.value)) throw new Error(`integrand is not finite in [${from}, ${to}]`);
    if (sum.error <= tolerance * sum.magnitude) return sum.value;
    if (panels.length === maximumPanels) {
      throw new Error(`integral over [${from}, ${to}] did not converge: error ${sum.error} of ${sum.value}`);
    }
    const worst = sum.worst;
    const { from: low, to: high } = panels[worst]!;
    const middle = 0.5 * (low + high);
    panels[worst] = kronrodPanel(f, low, middle);
    panels.push(kronrodPanel(f, middle, high));
  }
}

const maximumPanels = 1000;

interface Panel {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly error: number;
  /** Integral of |f|, always positive. */
  readonly magnitude: number;
}

function addUp(panels: readonly Panel[]): { value: number; error: number; magnitude: number; worst: number } {
  let value = 0;
  let error = 0;
  let magnitude = 0;
  let worst = 0;
  for (let p = 0; p < panels.length; p++) {
    const panel = panels[p]!;
    value += panel.value;
    error += panel.error;
    magnitude += panel.magnitude;
    if (panel.error > panels[worst]!.error) worst = p;
  }
  return { value, error, magnitude, worst };
}

/** Abscissa in [0, 1], Kronrod weight, Gauss weight (0 where the 7-point rule has no node); mirrored to x < 0. */
const nodes = [
  [0.9914553711208126, 0.022935322010529224, 0],
  [0.9491079123427585, 0.06309209262997856, 0.1294849661688697],
  [0.8648644233597691, 0.10479001032225019, 0],
  [0.7415311855993945, 0.14065325971552592, 0.27970539148927664],
  [0.5860872354676911, 0.1690047266392679, 0],
  [0.4058451513773972, 0.19035057806478542, 0.3818300505051189],
  [0.20778495500789848, 0.20443294007529889, 0],
  [0.0, 0.20948214108472782, 0.4179591836734694],
] as const;

function kronrodPanel(f: (x: number) => number, from: number, to: number): Panel {
  const half = 0.5 * (to - from);
  const middle = 0.5 * (from + to);
  let kronrod = 0;
  let gauss = 0;
  let magnitude = 0;
  for (const [x, kronrodWeight, gaussWeight] of nodes) {
    const low = f(middle - half * x);
    const high = x === 0 ? 0 : f(middle + half * x);
    kronrod += kronrodWeight * (low + high);
    gauss += gaussWeight * (low + high);
    magnitude += kronrodWeight * (Math.abs(low) + Math.abs(high));
  }
  magnitude *= Math.abs(half);
  return { from, to, value: kronrod * half, error: estimate((kronrod - gauss) * half, magnitude), magnitude };
}

/**
 * Error of the Kronrod sum from its difference to the Gauss sum, with the exponent 3/2 of QUADPACK: its scale here is
 * the integral of |f|, and below 50 roundings of that no panel is worth halving.
 */
function estimate(difference: number, magnitude: number): number {
  if (magnitude === 0 || !Number.isFinite(magnitude)) return magnitude;
  const scaled = (200 * Math.abs(difference)) / magnitude;
  return scaled < 50 * Number.EPSILON ? 0 : magnitude * Math.min(1, scaled * Math.sqrt(scaled));
}
