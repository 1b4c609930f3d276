import { jackknifeError } from "../src/statistics/jackknife.ts";
import {
  type Approach,
  approaches,
  type FitPoint,
  fitPlateau,
  type PlateauFit,
} from "../src/statistics/plateau-fit.ts";
import { GeV } from "../src/units.ts";

/** From 1 to 60 GeV, as Fig. 11; narrow where pileup is to be seen. */
export const ratioEdges = [1, 2, 3, 4, 5, 6, 8, 10, 12.5, 15, 20, 25, 30, 40, 50, 60].map(
  (edge) => edge * GeV,
);
const bins = ratioEdges.length - 1;

/** Where pileup is far below the energy: RR over its mean there is efficiency against energy. */
export const plateauFrom = 20 * GeV;

/** Where the scale of an approach to the plateau is sought: bins of 1 GeV tell nothing of a shorter one. */
export const scaleRange = [2 * GeV, 20 * GeV] as const;

/** Events are taken by turns into so many groups, of which each in turn is left out for the errors. */
export const groups = 20;

/** Energies of A' events in the ECAL, GeV, with their weights. */
export interface SignalSpectrum {
  readonly energies: readonly number[];
  readonly weights: readonly number[];
}

/** Sums of weights in the bins, of data and Monte Carlo. */
interface Sums {
  readonly data: Float64Array;
  readonly monteCarlo: Float64Array;
}

/** One bin of Fig. 11. */
export interface RatioBin {
  readonly from: number;
  readonly to: number;
  /** n_i / n_tot of Eq. (24). */
  readonly dataShare: number;
  readonly monteCarloShare: number;
  /** NaN in an empty bin. */
  readonly ratio: number;
  readonly error: number;
}

const forms = Object.keys(approaches) as Approach[];

/** The double ratio RR = R_data / R_MC of Eq. (24), and what it makes of a signal spectrum. */
export function prepareDoubleRatio() {
  const sums: (Sums & { readonly squares: Float64Array })[] = Array.from({ length: groups }, () => ({
    data: new Float64Array(bins),
    monteCarlo: new Float64Array(bins),
    squares: new Float64Array(bins),
  }));

  const all = (left?: number): Sums & { squares: Float64Array } => {
    const sum = (pick: (one: (typeof sums)[0]) => Float64Array) =>
      Float64Array.from({ length: bins }, (_, k) =>
        sums.reduce((total, one, group) => total + (group === left ? 0 : pick(one)[k]!), 0),
      );
    return {
      data: sum((one) => one.data),
      monteCarlo: sum((one) => one.monteCarlo),
      squares: sum((one) => one.squares),
    };
  };

  return {
    /** An event that is selected, of data or of Monte Carlo; `event` is its number. */
    add(event: number, sample: "data" | "monteCarlo", energy: number, weight: number): void {
      const bin = binOf(energy);
      if (bin === undefined) return;
      const group = sums[event % groups]!;
      group[sample][bin]! += weight;
      if (sample === "monteCarlo") group.squares[bin]! += weight * weight;
    },

    /** All bins, fits, and what is made of each signal; errors by the jackknife over groups of events. */
    findings(signals: readonly SignalSpectrum[]) {
      const whole = all();
      const others = sums.map((_, group) => all(group));
      const errorOf = (value: (of: Sums) => number): number =>
        jackknifeError(groups, (group) => value(others[group]!));
      // As many events of weight 1 as would fluctuate as much: what a point weighs in a fit. Errors do not serve, for a bin with few
      // pairs, none of them lost, would have none.
      const counts = Array.from(whole.monteCarlo, (sum, k) =>
        whole.squares[k]! > 0 ? (sum * sum) / whole.squares[k]! : 0,
      );
      const ratios = doubleRatios(whole);
      const errors = ratios.map((_, k) => errorOf((of) => doubleRatios(of)[k]!));
      const pairing = pairingOf(ratios, errors, counts);
      const fitted = (of: Sums) => fitsOf(pointsOf(doubleRatios(of), counts, pairing));
      const fits = fitted(whole);
      const fitsWithout = others.map(fitted);
      const correctionErrors = (value: (of: Sums, fit: Fits) => number): number =>
        jackknifeError(groups, (group) => value(others[group]!, fitsWithout[group]!));
      const known = (value: number, error: number) => ({ mean: value, error });
      const efficiency = (of: Sums) => total(of.data) / total(of.monteCarlo);
      const plateau = (of: Sums) => shareAbove(of, plateauFrom) / efficiency(of);
      return {
        bins: ratios.map(
          (ratio, k): RatioBin => ({
            from: ratioEdges[k]!,
            to: ratioEdges[k + 1]!,
            dataShare: whole.data[k]! / total(whole.data),
            monteCarloShare: whole.monteCarlo[k]! / total(whole.monteCarlo),
            ratio,
            error: ratio * Math.sqrt(pairing / counts[k]!),
          }),
        ),
        fits,
        efficiency: known(efficiency(whole), errorOf(efficiency)),
        plateau: known(plateau(whole), errorOf(plateau)),
        /** RR of all pairs between two edges. */
        ratioBetween: (low: number, high: number) => {
          const value = (of: Sums) =>
            between(of.data, low, high) / between(of.monteCarlo, low, high) / efficiency(of);
          return known(value(whole), errorOf(value));
        },
        corrections: signals.map((signal) => {
          const byBins = (of: Sums) => meanOf(signal, (energy) => nearestRatio(doubleRatios(of), energy));
          const byFit = (form: Approach) => (_: Sums, fit: Fits) => meanOf(signal, fit[form].at);
          const one = (value: (of: Sums, fit: Fits) => number) =>
            known(value(whole, fits), correctionErrors(value));
          const mean = (of: Sums, fit: Fits) =>
            forms.reduce((sum, form) => sum + byFit(form)(of, fit), 0) / forms.length;
          const each = forms.map((form) => byFit(form)(whole, fits));
          return {
            byBins: one(byBins),
            byFits: Object.fromEntries(forms.map((form) => [form, one(byFit(form))])) as Record<
              Approach,
              { mean: number; error: number }
            >,
            mean: one(mean),
            spread: Math.max(...each) - Math.min(...each),
            /** Over the plateau: efficiency against energy. */
            overPlateau: one((of, fit) => mean(of, fit) / plateau(of)),
            /** With f: of all A' those that others leave, if A' fare as pairs of the same energy do. */
            efficiency: one((of, fit) => mean(of, fit) * efficiency(of)),
          };
        }),
      };
    },
  };
}

type Fits = Readonly<Record<Approach, PlateauFit>>;

export function binOf(energy: number): number | undefined {
  if (!(energy >= ratioEdges[0]! && energy < ratioEdges[bins]!)) return undefined;
  return ratioEdges.findLastIndex((edge) => edge <= energy);
}

/** RR of each bin, NaN in one without Monte Carlo. */
function doubleRatios({ data, monteCarlo }: Sums): number[] {
  const scale = total(monteCarlo) / total(data);
  return Array.from(data, (sum, k) => (monteCarlo[k]! > 0 ? (scale * sum) / monteCarlo[k]! : Number.NaN));
}

/**
 * How much less a ratio fluctuates for being of the same events: its relative variance times the effective number of events, over all
 * bins. About the share of events that others move.
 */
function pairingOf(ratios: readonly number[], errors: readonly number[], counts: readonly number[]): number {
  let sum = 0;
  let all = 0;
  for (const [k, ratio] of ratios.entries()) {
    if (!(ratio > 0 && Number.isFinite(errors[k]!))) continue;
    const relative = errors[k]! / ratio;
    sum += counts[k]! * relative * relative * counts[k]!;
    all += counts[k]!;
  }
  return all > 0 ? sum / all : Number.NaN;
}

function pointsOf(ratios: readonly number[], counts: readonly number[], pairing: number): FitPoint[] {
  return ratios.flatMap((y, k) =>
    Number.isNaN(y) || counts[k] === 0
      ? []
      : [{ x: middleOf(k), y, weight: counts[k]! / (pairing > 0 ? pairing : 1) }],
  );
}

function fitsOf(points: readonly FitPoint[]): Fits {
  return Object.fromEntries(
    forms.map((form) => [form, fitPlateau(points, form, scaleRange)]),
  ) as unknown as Fits;
}

/** RR of the bin of an energy, or of the nearest bin that has one. */
function nearestRatio(ratios: readonly number[], energy: number): number {
  const known = ratios.flatMap((ratio, k) => (Number.isNaN(ratio) ? [] : [{ ratio, k }]));
  if (known.length === 0) return Number.NaN;
  const bin = binOf(energy) ?? (energy < ratioEdges[0]! ? 0 : bins - 1);
  return known.reduce((best, one) => (Math.abs(one.k - bin) < Math.abs(best.k - bin) ? one : best), known[0]!)
    .ratio;
}

function meanOf({ energies, weights }: SignalSpectrum, value: (energy: number) => number): number {
  let sum = 0;
  let all = 0;
  for (const [k, energy] of energies.entries()) {
    sum += weights[k]! * value(energy);
    all += weights[k]!;
  }
  return sum / all;
}

export function middleOf(bin: number): number {
  return 0.5 * (ratioEdges[bin]! + ratioEdges[bin + 1]!);
}

function total(sums: Float64Array): number {
  return sums.reduce((all, sum) => all + sum, 0);
}

function between(sums: Float64Array, low: number, high: number): number {
  return sums.reduce(
    (all, sum, k) => all + (ratioEdges[k]! >= low && ratioEdges[k + 1]! <= high ? sum : 0),
    0,
  );
}

function shareAbove({ data, monteCarlo }: Sums, from: number): number {
  return between(data, from, Number.POSITIVE_INFINITY) / between(monteCarlo, from, Number.POSITIVE_INFINITY);
}
