import { describe, expect, test } from "vitest";
import { electron } from "../../generators/electron.ts";
import { guard, idle, placeOf, preparing } from "../../src/pileup/guard.ts";
import { highestSample } from "../../src/pileup/highest-sample.ts";
import type { OwnAlgorithm } from "../../src/pileup/own-algorithm.ts";
import type { Electronics } from "../../src/pileup/pileup-algorithm.ts";
import { runKeyFromSeed, runKeyText } from "../../src/random/run-key.ts";
import { tabulatePulse } from "../../src/readout/pulse-shape.ts";
import { allocateReconstructed, type Reconstructed } from "../../src/readout/reconstructed.ts";
import type { Waveforms } from "../../src/readout/waveform.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { InputError } from "../../src/tables/input-error.ts";
import { GeV } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";

const card = shippedCard();
const { samples } = card.msadc;
const channels = 3;
const module = "file:///home/me/mine.mjs";
const key = runKeyFromSeed("guard.test");
const againAt = (event: number) =>
  `(part ecal, event ${event}, run key ${runKeyText(key)}: aprime simulate --only-event ${event} makes it again)`;
const again = againAt(7);

const electronics = (): Electronics => ({
  msadc: card.msadc,
  pulse: tabulatePulse(card.msadc),
  energyPerCount: new Float64Array(channels).fill(0.03 * GeV),
});

/** Samples that are their own number, so that a wrong place is seen. */
const waveforms = (): Waveforms => ({
  channels,
  samples,
  counts: Int16Array.from({ length: channels * samples }, (_, k) => k),
  energyPerCount: electronics().energyPerCount,
  start: -200,
});

type Reconstruct = (waveforms: Waveforms, result: Reconstructed) => unknown;

/** An algorithm that reads in this way, under guard. */
function guarded(reconstruct: Reconstruct, tell?: (event: number) => void) {
  const prepare = () => reconstruct as ReturnType<OwnAlgorithm["prepare"]>;
  return guard({ name: "mine", about: "mine", prepare }, { where: "mine.mjs", module, key, tell });
}

/** What is told when it reads event 7, or up to `last`. */
function told(reconstruct: Reconstruct, last = 7): string | undefined {
  const algorithm = guarded(reconstruct);
  const read = algorithm.prepare(undefined, electronics());
  try {
    for (let event = 7; event <= last; event++) {
      algorithm.begin!(event, "ecal");
      read(waveforms(), allocateReconstructed(channels));
    }
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  return undefined;
}

const fill = ({ energy, time }: Reconstructed): void => {
  energy.fill(1);
  time.fill(Number.NaN);
};

describe("a good algorithm", () => {
  test("gives under guard the same events as in the list, to the bit", () => {
    const numbers = card.pileup["highest-sample"] as never;
    const same = guard(
      { ...highestSample, name: "mine", prepare: (all) => highestSample.prepare(numbers, all) },
      { where: "mine.mjs", module, key },
    );
    const chosen = shippedCard(["pileup.algorithm=highest-sample"]);
    const wanted = prepareSimulation(electron.prepare({}, chosen), chosen, key)(0, 20).columns;
    const own = prepareSimulation(electron.prepare({}, card), card, key, undefined, undefined, same);
    expect(card.pileup.algorithm, "the card would choose another").not.toBe("highest-sample");
    expect(own(0, 20).columns).toEqual(wanted);
  });

  test("may find nothing, and channels without a time", () => {
    expect(told((_, result) => fill(result), 20)).toBeUndefined();
  });

  test("is told of itself when it prepares, reads, and is done", () => {
    const heard: number[] = [];
    const algorithm = guarded(
      (_, result) => fill(result),
      (event) => heard.push(event),
    );
    const read = algorithm.prepare(undefined, electronics());
    algorithm.begin!(41, "ecal");
    read(waveforms(), allocateReconstructed(channels));
    expect(heard).toEqual([preparing, idle, 41]);
  });

  test("sees what is measured, and no truth that stands beside it", () => {
    let seen: object = {};
    const read = guarded((all, result) => {
      seen = all;
      fill(result);
    }).prepare(undefined, electronics());
    read({ ...waveforms(), delays: new Float64Array(9) } as Waveforms, allocateReconstructed(channels));
    expect(seen).toEqual(waveforms());
    expect(Object.isFrozen(seen)).toBe(true);
  });

  test("gets copies: what it writes into them changes nothing", () => {
    const given = electronics();
    const [own, result] = [waveforms(), allocateReconstructed(channels)];
    const algorithm = guard(
      {
        name: "mine",
        about: "mine",
        prepare: ({ energyPerCount, pulse, msadc }) => {
          energyPerCount.fill(0);
          pulse.heights.fill(0);
          Object.assign(msadc, { samples: 1 });
          return ({ counts, energyPerCount: gains }, found) => {
            fill(found);
            found.energy[0] = counts[5]! * gains[0]!;
            counts.fill(0);
            gains.fill(0);
          };
        },
      },
      { where: "mine.mjs", module, key },
    );
    const read = algorithm.prepare(undefined, given);
    for (let event = 0; event < 9; event++) {
      algorithm.begin!(event, "ecal");
      read(own, result);
      expect(result.energy[0]).toBe(5 * 0.03 * GeV);
    }
    expect(own).toEqual(waveforms());
    expect(given).toEqual(electronics());
    expect(card.msadc.samples).toBe(samples);
  });
});

describe("an algorithm that is wrong is told so, with the event", () => {
  test.each<[string, Reconstruct, string]>([
    [
      "forgets a channel",
      ({ channels }, { energy, time }) => {
        for (let c = 0; c < channels - 1; c++) energy[c] = time[c] = 0;
      },
      `mine.mjs: did not write result.energy[2]: every channel needs one, 0 if it is empty ${again}`,
    ],
    [
      "adds to what stands there",
      (_, { energy, time }) => {
        time.fill(0);
        for (let c = 0; c < channels; c++) energy[c]! += 3;
      },
      `mine.mjs: did not write result.energy[0]: every channel needs one, 0 if it is empty ${again}`,
    ],
    [
      "forgets the times",
      (_, { energy }) => void energy.fill(0),
      `mine.mjs: did not write result.time[0]: every channel needs one, NaN without a pulse ${again}`,
    ],
    [
      "NaN",
      (_, result) => {
        fill(result);
        result.energy[1] = Number.NaN;
      },
      `mine.mjs: wrote NaN into result.energy[1]: it must be a number, in GeV, 0 if the channel is empty ${again}`,
    ],
    [
      "what is no number",
      (_, result) => {
        fill(result);
        result.energy[1] = "much" as never;
      },
      `mine.mjs: wrote NaN into result.energy[1]: it must be a number, in GeV, 0 if the channel is empty ${again}`,
    ],
    [
      "infinite energy",
      (_, result) => {
        fill(result);
        result.energy[0] = -1 / 0;
      },
      `mine.mjs: wrote -Infinity into result.energy[0]: it must be a number, in GeV, 0 if the channel is empty ${again}`,
    ],
    [
      "infinite time",
      (_, result) => {
        fill(result);
        result.time[2] = 1 / 0;
      },
      `mine.mjs: wrote Infinity into result.time[2]: it must be a number, in ns, or NaN without a pulse ${again}`,
    ],
    [
      "returns arrays",
      () => [[1, 2, 3]],
      `mine.mjs: returned an array: it must write into result.energy and result.time, and return nothing ${again}`,
    ],
    [
      "is asynchronous",
      async (_, result) => fill(result),
      `mine.mjs: returned a promise: it must write into result.energy and result.time, and return nothing ${again}`,
    ],
    [
      "puts other arrays there, of another length",
      (_, result) => {
        Object.assign(result, { energy: new Float64Array(1) });
      },
      `mine.mjs: throws TypeError: Cannot assign to read only property 'energy' of object '#<Object>' ${again}`,
    ],
    [
      "throws what is no error",
      () => {
        throw "out\nof luck";
      },
      `mine.mjs: throws a text: out of luck ${again}`,
    ],
    [
      "recurses for ever",
      function deep(...all): unknown {
        return [deep(...all)];
      },
      `mine.mjs: throws RangeError: Maximum call stack size exceeded ${again}`,
    ],
  ])("%s", (_, reconstruct, problem) => {
    expect(told(reconstruct)).toBe(problem);
  });

  test("remembers events: the first is read again after the 1st, 2nd, 4th, 8th", () => {
    let events = 0;
    const slowly: Reconstruct = (_, result) => {
      fill(result);
      result.energy[2] = ++events > 7 ? 2 : 1;
    };
    // Events 7, 7 again, 8, 7 again, 9, 10, 7 again.
    expect(told(slowly, 10)).toBeUndefined();
    events = 0;
    expect(told(slowly, 14)).toBe(
      `mine.mjs: reads the same samples otherwise when it reads them again: those of event 7 gave 1 and then 2 in result.energy[2] after event 14; it keeps something from event to event, or draws random numbers, and an event must be the same alone ${againAt(14)}`,
    );
  });

  test("draws random numbers", () => {
    let state = 1;
    const random: Reconstruct = (_, result) => {
      fill(result);
      result.time[0] = state = (16807 * state) % 2147483647;
    };
    expect(told(random)).toContain("those of event 7 gave 16807 and then 282475249 in result.time[0]");
  });

  test.each<[string, () => unknown, string]>([
    [
      "throws",
      () => {
        throw new RangeError("too few");
      },
      "mine.mjs: prepare, for a part of 3 channels, throws RangeError: too few",
    ],
    [
      "gives no function",
      () => ({}),
      "mine.mjs: prepare returned an object and not a function (waveforms, result) => { ... }",
    ],
  ])("prepare %s", (_, prepare, problem) => {
    const algorithm = { name: "mine", about: "mine", prepare: prepare as OwnAlgorithm["prepare"] };
    const { prepare: start } = guard(algorithm, { where: "mine.mjs", module, key });
    expect(() => start(undefined, electronics())).toThrow(InputError);
    expect(() => start(undefined, electronics())).toThrow(problem);
  });
});

describe("placeOf", () => {
  const thrown = (stack: string) => Object.assign(new Error("e"), { stack });
  test.each([
    [`Error: e\n    at f (${module}:12:7)\n    at g (file:///x.js:1:1)`, "mine.mjs:12:7"],
    [`Error: e\n    at f (file:///home/me/helper.mjs:3:1)\n    at ${module}:5:9`, "mine.mjs:5:9"],
    [`${module}:4\nimport x\n\nSyntaxError: e`, "mine.mjs:4"],
    ["Error: e\n    at g (file:///x.js:1:1)", "mine.mjs"],
    [`Error: cannot load ${module}: no`, "mine.mjs"],
  ])("finds the line of the user's file in a stack: %s", (stack, place) => {
    expect(placeOf(thrown(stack), module, "mine.mjs")).toBe(place);
  });

  test("without a stack it is the module", () => {
    expect(placeOf("text", module, "mine.mjs")).toBe("mine.mjs");
    expect(placeOf(Object.assign(new Error(), { stack: undefined }), module, "mine.mjs")).toBe("mine.mjs");
  });
});
