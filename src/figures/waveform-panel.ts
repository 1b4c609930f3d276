import { frame, linearTicks } from "./axes.ts";
import { colours } from "./curves.ts";
import { type Box, clipped, faint, type JsonObject, mark, panel, text, values } from "./specification.ts";

/** A pulse: the time of its peak against the trigger, ns, and its energy, GeV. */
export interface DrawnPulse {
  readonly time: number;
  readonly energy: number;
}

/** The samples of one channel, and the pulses that made them. */
export interface WaveformPanel {
  readonly title: string;
  /** Of unit height at its peak at 0, by the time after it. */
  readonly shape: (time: number) => number;
  /** Above the pedestal, as energy of a pulse of that height. */
  readonly samples: readonly DrawnPulse[];
  readonly own: readonly DrawnPulse[];
  readonly others: readonly DrawnPulse[];
  /** The pulse that was taken for the trigger's. */
  readonly found: DrawnPulse;
  /** The least energy that the axis spans. */
  readonly leastSpan: number;
}

/** What the lines are, in the order of the key. */
export const waveformKey = [
  ["true pulse of the particle that triggers", colours[1], []],
  ["true pulse of another one", "#8c8c8c", []],
  ["reconstructed pulse", colours[2], [6, 3]],
] as const;

/** Samples as points, every true pulse by its shape at its time and size, and the reconstructed one. */
export function waveformPanel(box: Box, waveform: WaveformPanel): JsonObject {
  const { width, height } = box;
  const { samples, own, others, found, shape, title } = waveform;
  const from = Math.min(...samples.map(({ time }) => time));
  const to = Math.max(...samples.map(({ time }) => time));
  const step = (to - from) / 160;
  const times = Array.from({ length: 161 }, (_, k) => from + k * step);
  const curve = ({ time, energy }: DrawnPulse) =>
    times.map((t) => ({ time: t, energy: energy * shape(t - time) }));
  const lines = [
    ...others.map((pulse) => ({ pulse, key: 1 as const })),
    ...own.map((pulse) => ({ pulse, key: 0 as const })),
    { pulse: found, key: 2 as const },
  ].map(({ pulse, key }) => ({ key, values: curve(pulse) }));
  const all = [...samples, ...lines.flatMap((line) => line.values)].map(({ energy }) => energy);
  const most = Math.max(waveform.leastSpan, ...all);
  const least = Math.min(-0.06 * most, ...all);
  const energies = { low: least, high: 1.08 * most };
  return panel(box, {
    data: [
      { name: "timeTicks", values: linearTicks({ low: from, high: to }) },
      { name: "energyTicks", values: linearTicks({ low: least, high: 2.2 * most }).filter(within(energies)) },
      { name: "samples", values: samples.map(({ time, energy }) => ({ time, energy })) },
      ...lines.map((line, k) => ({ name: `pulse${k}`, values: line.values })),
    ],
    scales: [
      { name: "time", type: "linear", domain: [from, to], range: [0, width], zero: false },
      {
        name: "energy",
        type: "linear",
        domain: [energies.low, energies.high],
        range: [height, 0],
        zero: false,
      },
    ],
    marks: [
      clipped(box, [
        ...lines.map(({ key }, k) => mark("line", { ...place, ...strokeOf(key) }, `pulse${k}`)),
        mark("symbol", { ...place, ...values({ size: 15, fill: "black" }) }, "samples"),
      ]),
      ...frame(box, "time", "energy"),
      text(title, { x: 0, y: -8, fontSize: 12 }),
    ],
  });
}

const place = { x: { scale: "time", field: "time" }, y: { scale: "energy", field: "energy" } };

function strokeOf(key: 0 | 1 | 2): JsonObject {
  const [, stroke, strokeDash] = waveformKey[key];
  return { ...values({ stroke, strokeWidth: 1.6 }), strokeDash: { value: strokeDash } };
}

function within({ low, high }: { readonly low: number; readonly high: number }) {
  return ({ value }: { readonly value: number }): boolean => low <= value && value <= high;
}

/** The key of the lines, in a row from x on. */
export function waveformLegend(x: number, y: number): JsonObject[] {
  let at = x;
  const marks: JsonObject[] = [
    mark("symbol", values({ x: at + 15, y, size: 15, fill: "black" })),
    text("sample above the pedestal", { x: at + 28, y, baseline: "middle", fontSize: 12 }),
  ];
  at += 230;
  for (const [about, stroke, strokeDash] of waveformKey) {
    marks.push(
      mark("rule", {
        ...values({ x: at, x2: at + 30, y, stroke, strokeWidth: 1.6 }),
        strokeDash: { value: strokeDash },
      }),
      text(about, { x: at + 38, y, baseline: "middle", fontSize: 12 }),
    );
    at += 62 + 6.6 * about.length;
  }
  marks.push(text("[GeV] against [ns]", { x: at, y, baseline: "middle", fontSize: 12, fill: faint }));
  return marks;
}
