import type { RunCard } from "../src/simulation/run-card.ts";
import { InputError } from "../src/tables/input-error.ts";
import { formatQuantity } from "../src/tables/quantity.ts";
import type { Scan } from "../src/tables/scan.ts";
import { GeV, MeV } from "../src/units.ts";
import { isPicture } from "./answer.ts";
import { factor as neighbours } from "./efficiency-mass-resolution.ts";
import { dashed } from "./schema-flags.ts";

/** What efficiency tells: the budget of Eq. (23), or what one of its flags asks for instead. */
export type Aim = "budget" | "ledger" | "triggerWidth" | "deadTime" | "curve" | "massResolution";

/** The endings of what efficiency writes. */
export const endings = [".md", ".csv", ".json", ".svg", ".png"] as const;

/** The flags of which one at most says what efficiency is to tell, and those that go with some. */
export interface Asked {
  readonly run: string;
  readonly ledger: boolean;
  readonly deadTime: boolean;
  readonly massResolution: boolean;
  readonly triggerWidth?: unknown;
  readonly curve?: unknown;
  readonly deposit?: unknown;
  readonly intensity?: unknown;
  readonly threshold?: unknown;
}

/** One thing is told at a time. */
export function aimOf({ ledger, deadTime, massResolution, triggerWidth, curve }: Asked): Aim {
  const aims: Aim[] = [
    ...(ledger ? (["ledger"] as const) : []),
    ...(triggerWidth !== undefined ? (["triggerWidth"] as const) : []),
    ...(deadTime ? (["deadTime"] as const) : []),
    ...(curve !== undefined ? (["curve"] as const) : []),
    ...(massResolution ? (["massResolution"] as const) : []),
  ];
  if (aims.length > 1) {
    const what = `asks for ${aims.length} things, ${aims.map(dashed).join(" and ")}: give one of them, or none for the factors of Eq. (23)`;
    throw new InputError([{ where: "command line", what }]);
  }
  return aims[0] ?? "budget";
}

/** What belongs to another is not given. */
export function refuseAstray(aim: Aim, { curve, deposit, intensity, threshold }: Asked): void {
  const astray = (flag: string, given: unknown, ...others: Aim[]) =>
    given !== undefined && !others.includes(aim)
      ? [{ where: flag, what: `goes with ${others.map(dashed).join(" or ")}: leave it out` }]
      : [];
  const problems = [
    ...astray("--intensity", intensity, "ledger", "massResolution"),
    ...astray("--deposit", deposit, "triggerWidth"),
    ...astray("--threshold", threshold, "curve"),
    ...(threshold !== undefined && curve === "ecal"
      ? [{ where: "--threshold", what: "goes with --curve v2 or hcal: leave it out" }]
      : []),
  ];
  if (problems.length > 0) throw new InputError(problems);
}

/** Only the budget is of several runs. */
export function refuseRuns(aim: Aim, run: string): void {
  if (aim === "budget" || !run.includes(",")) return;
  const what = `"${run}" names several: the factors of Eq. (23) alone are told of several runs at once; give one`;
  throw new InputError([{ where: "--run", what }]);
}

/** The ledger is of one mass. */
export function refuseMasses(aim: Aim, mass: unknown): void {
  if (aim !== "ledger" || typeof mass !== "string" || !severalValues.test(mass)) return;
  const what = `"${mass}" names several, and --ledger is of one: give one`;
  throw new InputError([{ where: "--mass", what }]);
}

/** What separates the values of a list or a range. */
export const severalValues = /[,:]/;

/** A picture is of the budget at several masses, of a curve, or of the resolution of the mass. */
export function refuseForm(out: string | undefined, aim: Aim, masses: number): void {
  if (out === undefined || !isPicture(out)) return;
  if (aim === "curve" || aim === "massResolution" || (aim === "budget" && masses !== 1)) return;
  const why =
    aim === "budget"
      ? "needs several values of --mass, such as 1MeV:1GeV:log:13"
      : `${dashed(aim)} has not; give .md, .csv or .json`;
  throw new InputError([{ where: "--out", what: `"${out}" would be a picture, which ${why}` }]);
}

const mostPoints = 200;

/** So many runs and masses take hours. */
export function refuseManyMasses(runs: number, masses: number): void {
  if (runs * masses <= mostPoints) return;
  const what = `${runs * masses} points are asked for; at most ${mostPoints} are simulated at once: give fewer values`;
  throw new InputError([{ where: "--mass", what }]);
}

/** The shapes of masses a factor below and above are compared, which must be masses that can be simulated. */
export function refuseLonely(masses: readonly number[]): void {
  const wrong = masses.find((mass) => mass < neighbours * MeV || mass * neighbours > 1 * GeV);
  if (wrong === undefined) return;
  const what = `${formatQuantity(wrong, "energy")} has no neighbours for --mass-resolution, which are a factor ${neighbours} below and above, from 1 MeV to 1 GeV: give 2 MeV to 500 MeV`;
  throw new InputError([{ where: "--mass", what }]);
}

const mostCurves = 6;

/** More cannot be told apart in a picture. */
export function refuseManyCurves(masses: number): void {
  if (masses <= mostCurves) return;
  const what = `${masses} masses are asked for; --curve has room for ${mostCurves}: give fewer values`;
  throw new InputError([{ where: "--mass", what }]);
}

/** Runs of one name cannot be told apart. */
export function refuseSameRun(cards: readonly { readonly name: string }[]): void {
  const names = cards.map(({ name }) => name);
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice === undefined) return;
  throw new InputError([{ where: "--run", what: `has "${twice}" twice: give each run once` }]);
}

/** Without other beam particles there is nothing to compare with. */
export function refuseNoBeam({ beam }: RunCard): void {
  if (beam.intensityMean > 0) return;
  const what =
    "beam.intensityMean is 0, so that there is no pileup: give a run that has a beam, or --intensity 4.6e6";
  throw new InputError([{ where: "--run", what }]);
}

const mostRows = 1000;

export function refuseTooMany({
  triggerWidth,
  deposit,
}: {
  triggerWidth?: Scan | undefined;
  deposit: Scan;
}): void {
  const rows = (triggerWidth?.values.length ?? 0) * deposit.values.length;
  if (rows <= mostRows) return;
  const what = `${rows} rows are asked for; at most ${mostRows} are computed at once: give fewer values, or fewer of --deposit`;
  throw new InputError([{ where: "--trigger-width", what }]);
}

/** Of an event that the trigger's ECAL sum vetoes by itself, others veto nothing. */
export function refuseDeposit(deposit: Scan, { cuts }: RunCard): void {
  const { below } = cuts["missing-energy-trigger"] as { below: number };
  const wrong = deposit.values.find((value) => value >= below);
  if (wrong === undefined) return;
  const [value, threshold] = [wrong, below].map((energy) => formatQuantity(energy, "energy"));
  const what = `${value} is not below the threshold of the trigger, ${threshold} (cuts.missing-energy-trigger.below): give less`;
  throw new InputError([{ where: "--deposit", what }]);
}
