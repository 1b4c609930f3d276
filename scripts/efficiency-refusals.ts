import type { RunCard } from "../src/simulation/run-card.ts";
import { InputError } from "../src/tables/input-error.ts";
import { formatQuantity } from "../src/tables/quantity.ts";
import type { Scan } from "../src/tables/scan.ts";

/** The endings of what efficiency writes. */
export const endings = [".md", ".csv", ".json"] as const;

/** The flags of which one says what efficiency is to tell. */
export interface Asked {
  readonly ledger: boolean;
  readonly deadTime: boolean;
  readonly triggerWidth?: unknown;
  readonly deposit?: unknown;
  readonly intensity?: unknown;
}

const known =
  "--ledger (every loss of the signal, simulated), --trigger-width 20ns,50ns (pileup veto of the trigger) or --dead-time (of the DAQ)";

/** One thing is told at a time, and what belongs to another is not given. */
export function refuseAsked({ ledger, deadTime, triggerWidth, deposit, intensity }: Asked): void {
  const asked = [ledger, deadTime, triggerWidth !== undefined].filter(Boolean).length;
  if (asked !== 1) {
    const what = asked === 0 ? "says not what to tell: give" : `asks for ${asked} things: give one of`;
    throw new InputError([{ where: "command line", what: `${what} ${known}` }]);
  }
  const astray = (where: string, other: string) => ({ where, what: `goes with ${other}: leave it out` });
  const problems = [
    ...(intensity !== undefined && !ledger ? [astray("--intensity", "--ledger")] : []),
    ...(deposit !== undefined && triggerWidth === undefined ? [astray("--deposit", "--trigger-width")] : []),
  ];
  if (problems.length > 0) throw new InputError(problems);
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
