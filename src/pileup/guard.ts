import { type RunKey, runKeyText } from "../random/run-key.ts";
import type { Reconstructed } from "../readout/reconstructed.ts";
import type { Waveforms } from "../readout/waveform.ts";
import { InputError } from "../tables/input-error.ts";
import { section } from "../tables/section.ts";
import { kindOf, type OwnAlgorithm } from "./own-algorithm.ts";
import type { Electronics, PileupAlgorithm } from "./pileup-algorithm.ts";

/** What a guard needs for its words. */
export interface Guarded {
  /** The module, as the user would write it. */
  readonly where: string;
  /** Its address, as it stands in stacks: file:///home/me/mine.mjs. */
  readonly module: string;
  readonly key: RunKey;
  /** Is told the number of each event before it is read, `preparing`, and `idle` when that is done. */
  readonly tell?: ((event: number) => void) | undefined;
}

/** What is told in the place of an event number while the algorithm is loaded and prepares. */
export const preparing = -1;

/** And while it does nothing. */
export const idle = -2;

/** What stands in a result that was not written: no number that is read. */
const unwritten = -Number.MAX_VALUE;

/**
 * The user's algorithm, watched: whatever it does wrong becomes an `InputError` that names the module, the event and the channel.
 * It is handed copies, so that it can spoil nothing: what it writes into the samples is lost. After the 1st, 2nd, 4th, 8th, ...
 * event it reads the first one again, and must find the same: an event may not depend on those before it.
 */
export function guard(algorithm: OwnAlgorithm, { where, module, key, tell }: Guarded): PileupAlgorithm {
  const at = { event: preparing, part: "" };
  const fail = (what: string, error?: unknown): never => {
    const happened = at.event === preparing ? what : `${what} (part ${at.part}, ${eventText(at.event, key)})`;
    throw new InputError([{ where: placeOf(error, module, where), what: happened }]);
  };
  return {
    name: algorithm.name,
    about: algorithm.about,
    schema: section("An algorithm of the user's has its numbers itself", {}),
    begin: (event, part) => {
      at.event = event;
      at.part = part;
    },
    prepare: (_, electronics) => {
      tell?.(preparing);
      const reconstruct = prepared(algorithm, electronics, fail);
      tell?.(idle);
      const { energyPerCount } = electronics;
      const channels = energyPerCount.length;
      const first = { event: 0, counts: new Int16Array(0), start: 0, result: allocate(channels) };
      const again = allocate(channels);
      let events = 0;
      const read = (waveforms: Waveforms, counts: Int16Array, start: number, result: Reconstructed): void => {
        result.energy.fill(unwritten);
        result.time.fill(unwritten);
        // Entry by entry: the simulation's own may hold truth as well.
        const { channels, samples } = waveforms;
        const copy = {
          ...{ channels, samples, start },
          counts: counts.slice(),
          energyPerCount: energyPerCount.slice(),
        };
        let returned: unknown;
        try {
          returned = reconstruct(Object.freeze(copy), result);
        } catch (error) {
          fail(`throws ${textOf(error)}`, error);
        }
        if (returned !== undefined)
          fail(
            `returned ${kindOf(returned)}: it must write into result.energy and result.time, and return nothing`,
          );
        const wrong = wrongIn(result);
        if (wrong !== undefined) fail(wrong);
      };
      return (waveforms, result) => {
        tell?.(at.event);
        const own = events === 0 ? first.result : again;
        read(waveforms, waveforms.counts, waveforms.start, own);
        result.energy.set(own.energy);
        result.time.set(own.time);
        if (events++ === 0)
          Object.assign(first, { event: at.event, counts: waveforms.counts.slice(), start: waveforms.start });
        if ((events & (events - 1)) !== 0) return;
        read(waveforms, first.counts, first.start, again);
        const other = differenceOf(first.result, again);
        if (other !== undefined)
          fail(
            `reads the same samples otherwise when it reads them again: those of event ${first.event} gave ${other} after event ${at.event}; it keeps something from event to event, or draws random numbers, and an event must be the same alone`,
          );
      };
    },
  };
}

/** Which event it is, and how to have it again: with the same card, process and seed. */
export function eventText(event: number, key: RunKey): string {
  return `event ${event}, run key ${runKeyText(key)}: aprime simulate --only-event ${event} makes it again`;
}

/** The function that reads events, of an algorithm that was handed copies. */
function prepared(
  algorithm: OwnAlgorithm,
  { msadc, pulse, energyPerCount }: Electronics,
  fail: (what: string, error?: unknown) => never,
): (waveforms: Waveforms, result: Reconstructed) => unknown {
  const copies = { msadc: { ...msadc }, pulse: { ...pulse, heights: pulse.heights.slice() } };
  let reconstruct: unknown;
  try {
    reconstruct = algorithm.prepare({ ...copies, energyPerCount: energyPerCount.slice() });
  } catch (error) {
    fail(`prepare, for a part of ${energyPerCount.length} channels, throws ${textOf(error)}`, error);
  }
  if (typeof reconstruct !== "function")
    fail(`prepare returned ${kindOf(reconstruct)} and not a function (waveforms, result) => { ... }`);
  return reconstruct as (waveforms: Waveforms, result: Reconstructed) => unknown;
}

/** A result whose arrays cannot be replaced by others. */
function allocate(channels: number): Reconstructed {
  return Object.freeze({ energy: new Float64Array(channels), time: new Float64Array(channels) });
}

/** The first thing that is wrong in a result. */
function wrongIn({ energy, time }: Reconstructed): string | undefined {
  for (let c = 0; c < energy.length; c++) {
    if (energy[c] === unwritten)
      return `did not write result.energy[${c}]: every channel needs one, 0 if it is empty`;
    if (time[c] === unwritten)
      return `did not write result.time[${c}]: every channel needs one, NaN without a pulse`;
    if (!Number.isFinite(energy[c]))
      return `wrote ${energy[c]} into result.energy[${c}]: it must be a number, in GeV, 0 if the channel is empty`;
    if (time[c] === Number.POSITIVE_INFINITY || time[c] === Number.NEGATIVE_INFINITY)
      return `wrote ${time[c]} into result.time[${c}]: it must be a number, in ns, or NaN without a pulse`;
  }
  return undefined;
}

/** The first number that differs, as "0.5 and then 0.6 in result.energy[3]". */
function differenceOf(one: Reconstructed, other: Reconstructed): string | undefined {
  for (const name of ["energy", "time"] as const) {
    const c = one[name].findIndex((value, k) => !Object.is(value, other[name][k]));
    if (c >= 0) return `${one[name][c]} and then ${other[name][c]} in result.${name}[${c}]`;
  }
  return undefined;
}

/** An error as its name and message, on one line. */
function textOf(error: unknown): string {
  const text =
    error instanceof Error ? `${error.name}: ${error.message}` : `${kindOf(error)}: ${String(error)}`;
  return text.replace(/\s+/g, " ").slice(0, 300);
}

/** The line of the user's file that an error comes from, as mine.mjs:12:7; the module where the stack tells none. */
export function placeOf(error: unknown, module: string, where: string): string {
  const stack = error instanceof Error ? String(error.stack) : "";
  const from = stack.indexOf(`${module}:`);
  const line = from < 0 ? null : /^:(\d+(?::\d+)?)/.exec(stack.slice(from + module.length));
  return line === null ? where : `${where}:${line[1]}`;
}
