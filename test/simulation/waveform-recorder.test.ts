import { afterEach, describe, expect, test } from "vitest";
import { electron } from "../../generators/electron.ts";
import { signal } from "../../generators/signal.ts";
import { type Events, eventColumns } from "../../src/detector/events.ts";
import { subdetectors } from "../../src/detector/index.ts";
import type { ColumnArray, ColumnSet, Rows } from "../../src/event/columns.ts";
import { Pulses } from "../../src/event/pulses.ts";
import { pileupAlgorithms } from "../../src/pileup/index.ts";
import type { Electronics, PileupAlgorithm } from "../../src/pileup/pileup-algorithm.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { pulseHeight, tabulatePulse } from "../../src/readout/pulse-shape.ts";
import type { Reconstructed } from "../../src/readout/reconstructed.ts";
import type { TrueWaveforms, Waveforms } from "../../src/readout/waveform.ts";
import { msadcChannels, prepareSimulation, type Wanted } from "../../src/simulation/simulate-batch.ts";
import { pulseColumns, WaveformRecorder, waveformColumns } from "../../src/simulation/waveform-recorder.ts";
import { GeV, MeV } from "../../src/units.ts";
import { deviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";

const key = runKeyFromSeed("waveform-recorder.test");
const shipped = shippedCard();
const { samples, samplingPeriod, bits, noise } = shipped.msadc;
const always: Wanted = () => true;

function simulator({ sets = [], wanted = always, process = "signal" }: Partial<Options> = {}) {
  const card = shippedCard(sets);
  const generator =
    process === "signal"
      ? signal.prepare(
          { mass: 20 * MeV, minimumAprimeEnergy: 10 * GeV, crossSection: "etl", alphaDark: 0.5 },
          card,
        )
      : electron.prepare({}, card);
  return prepareSimulation(generator, card, key, wanted);
}

interface Options {
  readonly sets: readonly string[];
  readonly wanted: Wanted;
  readonly process: "signal" | "electron";
}

/** The rows of a table from several batches, put together, as bytes of each column. */
function together(parts: readonly Rows[]): Record<string, string> {
  const bytes = ({ buffer, byteOffset, byteLength }: ColumnArray) =>
    Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
  return Object.fromEntries(
    Object.keys(parts[0]!.columns).map((name) => [
      name,
      Buffer.concat(parts.map(({ columns }) => bytes(columns[name]!))).toString("latin1"),
    ]),
  );
}

describe("WaveformRecorder", () => {
  /** Scratch of a part of two channels with four samples, filled with numbers from `from` on. */
  const waveforms = (from: number): TrueWaveforms => ({
    channels: 2,
    samples: 4,
    counts: Int16Array.from({ length: 8 }, (_, k) => from + k),
    energyPerCount: Float64Array.of(0.25, 0.5),
    start: -from,
    delays: Float64Array.of(0.5, -0.25),
  });
  const pulses = new Pulses();
  pulses.add(1, 0.1, 20, 0);
  pulses.add(0, -3, 1e-9, 70);

  test("writes a row for each channel and each pulse, channels counted through the parts", () => {
    const recorder = new WaveformRecorder(4);
    const scratch = waveforms(100);
    recorder.take(7, 0, scratch, pulses);
    scratch.counts.fill(0); // the next part uses it again
    recorder.take(7, 2, waveforms(200), new Pulses());
    recorder.endEvent(true);
    const found = recorder.finish();
    expect(found.waveforms).toEqual({
      size: 4,
      columns: {
        event: Float64Array.of(7, 7, 7, 7),
        channel: Uint16Array.of(0, 1, 2, 3),
        start: Float32Array.of(-100, -100, -200, -200),
        energyPerCount: Float32Array.of(0.25, 0.5, 0.25, 0.5),
        samples: Int16Array.of(...Array.from({ length: 8 }, (_, k) => 100 + k), ...waveforms(200).counts),
      },
    });
    expect(found.pulses).toEqual({
      size: 2,
      columns: {
        event: Float64Array.of(7, 7),
        channel: Uint16Array.of(1, 0),
        time: Float64Array.of(0.1, -3),
        delay: Float64Array.of(0.5, -0.25),
        energy: Float64Array.of(20, 1e-9),
        origin: Uint16Array.of(0, 70),
      },
    });
  });

  test("keeps nothing of an event that is not wanted, nor of the batch before", () => {
    const recorder = new WaveformRecorder(4);
    for (const [event, keep] of [
      [1, false],
      [2, true],
      [3, false],
    ] as const) {
      recorder.take(event, 0, waveforms(event), pulses);
      recorder.endEvent(keep);
    }
    const { waveforms: kept, pulses: keptPulses } = recorder.finish();
    expect([...kept.columns.event!, ...keptPulses.columns.event!]).toEqual([2, 2, 2, 2]);
    expect(recorder.finish()).toMatchObject({ waveforms: { size: 0 }, pulses: { size: 0 } });
  });

  test("has the columns that it declares", () => {
    const { waveforms: table, pulses: pulseTable } = new WaveformRecorder(4).finish();
    expect(Object.keys(table.columns)).toEqual(Object.keys(waveformColumns(4)));
    expect(Object.keys(pulseTable.columns)).toEqual(Object.keys(pulseColumns));
    expect(waveformColumns(samples).samples.width).toBe(samples);
  });
});

/** The pulses of each channel of each event, by "event channel". */
function pulsesByChannel({ size, columns }: Rows): Map<string, { time: number; energy: number }[]> {
  const found = new Map<string, { time: number; energy: number }[]>();
  for (let p = 0; p < size; p++) {
    const place = `${columns.event![p]} ${columns.channel![p]}`;
    if (!found.has(place)) found.set(place, []);
    found.get(place)!.push({ time: columns.time![p]! + columns.delay![p]!, energy: columns.energy![p]! });
  }
  return found;
}

/** For each sample: what it holds, and what the recorded pulses of its channel with the pedestal add up to, in counts. */
function* samplesAndPulses(recorded: { waveforms: Rows; pulses: Rows }, card = shipped.msadc) {
  const { columns, size } = recorded.waveforms;
  const byChannel = pulsesByChannel(recorded.pulses);
  const height = pulseHeight(card);
  const { first, step, heights } = tabulatePulse(card);
  const last = first + (heights.length - 1) * step;
  for (let i = 0; i < size; i++) {
    const start = columns.start![i]!;
    const gain = columns.energyPerCount![i]!;
    const pulses = byChannel.get(`${columns.event![i]} ${columns.channel![i]}`) ?? [];
    for (let k = 0; k < samples; k++) {
      let expected = k % 2 === 0 ? card.pedestalEven : card.pedestalOdd;
      let cutOff = 0;
      for (const { time, energy } of pulses) {
        const after = start + k * samplingPeriod - time;
        if (after < last) expected += (energy / gain) * height(after);
        // The table of the pulse ends at 1e-4 of its height.
        if (after > last - step && after < last) cutOff += (energy / gain) * 1e-4;
      }
      yield { found: columns.samples![i * samples + k]!, expected, cutOff };
    }
  }
}

/** Each channel's own deformation of the pulse is not recorded. */
const knownPulse = ["msadc.templateError=0"];

describe("the true pulses of a channel are what its samples hold", () => {
  const largest = 2 ** bits - 1;

  test.each(["signal", "electron"] as const)("within rounding, without noise: %s", (process) => {
    const { recorded } = simulator({ sets: ["msadc.noise=0", ...knownPulse], process })(0, 40);
    let count = 0;
    let most = 0;
    for (const { found, expected, cutOff } of samplesAndPulses(recorded!)) {
      count++;
      const clipped = Math.min(largest, Math.max(0, expected));
      most = Math.max(most, Math.abs(found - clipped) - cutOff);
    }
    expect(count).toBe(recorded!.waveforms.size * samples);
    // Half a count of rounding; the table's steps of 0.2 ns make 0.02 counts of a pulse of 3000, and start is a float32.
    expect(most).toBeLessThan(0.5 + 0.03);
    expect(most, "there is rounding").toBeGreaterThan(0.49);
  });

  test("within the noise of the card, and that has its size", () => {
    const { recorded } = simulator({ sets: knownPulse })(0, 40);
    let count = 0;
    let squares = 0;
    let sum = 0;
    for (const { found, expected } of samplesAndPulses(recorded!)) {
      if (found === 0 || found === largest) continue;
      count++;
      sum += found - expected;
      squares += (found - expected) * (found - expected);
    }
    const variance = noise * noise + 1 / 12;
    expect(count).toBeGreaterThan(100_000);
    expect(deviation(sum / count, 0, Math.sqrt(variance / count))).toBeLessThan(4);
    expect(deviation(squares / count, variance, variance * Math.sqrt(2 / count))).toBeLessThan(4);
  });

  test("and they come from the particle that triggers, or from one of the others of the event", () => {
    const { recorded, columns, size } = simulator()(0, 100);
    const most = new Map(
      Array.from({ length: size }, (_, i) => [columns.event[i]!, columns.pileupParticles[i]!]),
    );
    const { event, origin } = recorded!.pulses.columns;
    const origins = new Set(origin);
    expect(origins.has(0)).toBe(true);
    expect(origins.size).toBeGreaterThan(1);
    for (let p = 0; p < recorded!.pulses.size; p++)
      if (origin![p]! > most.get(event![p]!)!) throw new Error(`pulse ${p} comes from nobody`);
  });
});

describe("the recorded samples", () => {
  const list = pileupAlgorithms as PileupAlgorithm<never>[];
  const before = [...list];
  afterEach(() => {
    list.splice(0, list.length, ...before);
  });

  test("are those that the pileup algorithm saw, bit for bit", () => {
    const seen: number[][] = [];
    list.splice(
      0,
      list.length,
      ...before.map((algorithm) => ({
        ...algorithm,
        prepare: (card: never, electronics: Electronics) => {
          const reconstruct = algorithm.prepare(card, electronics);
          return (waveforms: Waveforms, result: Reconstructed) => {
            const { channels, counts, start } = waveforms;
            for (let c = 0; c < channels; c++)
              seen.push([Math.fround(start), ...counts.subarray(c * samples, (c + 1) * samples)]);
            reconstruct(waveforms, result);
          };
        },
      })),
    );
    const { recorded } = simulator()(10, 20);
    const { size, columns } = recorded!.waveforms;
    const rows = Array.from({ length: size }, (_, i) => [
      columns.start![i]!,
      ...columns.samples!.subarray(i * samples, (i + 1) * samples),
    ]);
    expect(rows.length).toBeGreaterThan(100);
    expect(rows).toEqual(seen);
  });
});

describe("recording", () => {
  const first = 500;
  const size = 60;
  const whole = simulator()(first, size);
  const recorded = whole.recorded!;
  const parts = msadcChannels(shipped);
  const channels = parts.reduce((sum, { count }) => sum + count, 0);

  test("changes no bit of any column, whatever is wanted", () => {
    const plain = prepareSimulation(
      signal.prepare(
        { mass: 20 * MeV, minimumAprimeEnergy: 10 * GeV, crossSection: "etl", alphaDark: 0.5 },
        shipped,
      ),
      shipped,
      key,
    )(first, size);
    expect(plain.recorded).toBeUndefined();
    const never = simulator({ wanted: () => false })(first, size);
    expect(never.recorded).toMatchObject({ waveforms: { size: 0 }, pulses: { size: 0 } });
    for (const batch of [whole, never]) expect(together([batch])).toEqual(together([plain]));
    expect(Object.keys(plain.columns)).toEqual(Object.keys(eventColumns));
  });

  test("gives the same rows in any split into batches", () => {
    for (const splits of [[1], [7, 30], [10, 10, 59]]) {
      const edges = [0, ...splits, size];
      const simulate = simulator();
      const batches = edges
        .slice(1)
        .map((edge, k) => simulate(first + edges[k]!, edge - edges[k]!).recorded!);
      expect(together(batches.map(({ waveforms }) => waveforms))).toEqual(together([recorded.waveforms]));
      expect(together(batches.map(({ pulses }) => pulses))).toEqual(together([recorded.pulses]));
    }
  });

  test("keeps the events that are wanted, as they are among all, and no other", () => {
    const wanted = (events: Events, i: number) => events.ecalEnergy[i]! < 50 && events.event[i]! % 3 > 0;
    const some = simulator({ wanted })(first, size);
    const numbers = new Set(
      Array.from({ length: size }, (_, i) => i)
        .filter((i) => wanted(whole.columns, i))
        .map((i) => first + i),
    );
    expect(numbers.size).toBeGreaterThan(5);
    expect(numbers.size).toBeLessThan(size - 5);
    expect(new Set(some.recorded!.waveforms.columns.event)).toEqual(numbers);
    expect(together([some.recorded!.waveforms])).toEqual(
      together([rowsOf(recorded.waveforms, waveformColumns(samples), numbers)]),
    );
    expect(together([some.recorded!.pulses])).toEqual(
      together([rowsOf(recorded.pulses, pulseColumns, numbers)]),
    );
  });

  test("numbers the channels as msadcChannels tells: through the parts in beam order, each of them in each event", () => {
    expect(parts.map(({ part }) => part)).toEqual(
      subdetectors.filter(({ name }) => shippedReadout(name).kind === "msadc").map(({ name }) => name),
    );
    let next = 0;
    for (const { first: from, count } of parts) {
      expect(from).toBe(next);
      next += count;
    }
    const { columns } = recorded.waveforms;
    expect([...columns.channel!]).toEqual(Array.from({ length: size * channels }, (_, i) => i % channels));
    expect([...columns.event!]).toEqual(
      Array.from({ length: size * channels }, (_, i) => first + Math.floor(i / channels)),
    );
    for (const { part, first: from } of parts) {
      const readout = shippedReadout(part);
      if (readout.kind !== "msadc") throw new Error(part);
      const gains = columns.energyPerCount!.subarray(from, from + readout.energyPerCount.length);
      const { gainSpread } = shipped.msadc;
      const ratios = Array.from(gains, (gain, c) => gain / readout.energyPerCount[c]!);
      expect(new Set(ratios).size).toBe(ratios.length);
      expect(Math.max(...ratios.map((ratio) => Math.abs(ratio - 1)))).toBeLessThan(4 * gainSpread);
    }
  });

  /** How a part is read, in the shipped card. */
  function shippedReadout(name: string) {
    const part = subdetectors.find((candidate) => candidate.name === name)!;
    return part.prepare(shipped.detector[name], shipped).readout;
  }

  test("puts the pulses of a part on its channels: those of an electron that triggers are most of its energy in the ECAL", () => {
    const { recorded: calibration } = simulator({ process: "electron" })(0, 50);
    const { channel, energy, origin } = calibration!.pulses.columns;
    const ecal = parts.find(({ part }) => part === "ecal")!;
    let inEcal = 0;
    let elsewhere = 0;
    for (let p = 0; p < calibration!.pulses.size; p++) {
      if (origin![p] !== 0) continue;
      const isEcal = channel![p]! >= ecal.first && channel![p]! < ecal.first + ecal.count;
      if (isEcal) inEcal += energy![p]!;
      else elsewhere += energy![p]!;
    }
    expect(inEcal / 50).toBeGreaterThan(80);
    expect(elsewhere / inEcal).toBeLessThan(0.1);
  });
});

/** The rows of these events. */
function rowsOf({ size, columns }: Rows, set: ColumnSet, events: ReadonlySet<number>): Rows {
  const kept = Array.from({ length: size }, (_, i) => i).filter((i) => events.has(columns.event![i]!));
  const picked = Object.entries(set).map(([name, { width = 1 }]) => {
    const values = columns[name]!;
    const places = kept.flatMap((i) => Array.from({ length: width }, (_, k) => i * width + k));
    return [name, (values.constructor as Float64ArrayConstructor).from(places, (place) => values[place]!)];
  });
  return { size: kept.length, columns: Object.fromEntries(picked) };
}
