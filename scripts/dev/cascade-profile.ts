/**
 * Draws what the cascade changes against one single Grindhammer-Peters shower: the mean longitudinal profile, and the energy in the
 * preshower, at 5, 20 and 100 GeV. Writes profile.svg, .png, .csv and preshower.svg, .png, .csv into a folder.
 *
 *   npm run build
 *   node dist/scripts/dev/cascade-profile.js --out cascade
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { allCuts } from "../../cuts/index.ts";
import { avogadro } from "../../src/constants.ts";
import { type Curve, curvesFigure, type Step, stepPoints } from "../../src/figures/curves.ts";
import type { JsonObject } from "../../src/figures/specification.ts";
import { drawPng, drawSvg } from "../../src/node/draw.ts";
import { loadCard } from "../../src/node/load-card.ts";
import { writeOutput } from "../../src/node/output-file.ts";
import { tableText } from "../../src/node/write-table.ts";
import { purpose } from "../../src/random/purpose.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { runCardSchema } from "../../src/simulation/run-card.ts";
import { fill1D, histogram1D, lowerEdge } from "../../src/statistics/histogram.ts";
import type { HardCascade } from "../../src/transport/hard-cascade.ts";
import { meanProfile } from "../../src/transport/mean-profile.ts";
import { prepareShowerDeposits } from "../../src/transport/shower-deposits.ts";
import { defaultThreshold, prepareTargetCascade } from "../../src/transport/target-cascade.ts";
import { GeV, TeV } from "../../src/units.ts";
import { version } from "../version.ts";

const { values } = parseArgs({
  options: { out: { type: "string", default: "cascade" }, events: { type: "string", default: "50000" } },
});
const events = Number(values.events);
const { target, detector } = loadCard("III", [], runCardSchema(allCuts)).card;
const ecal = detector.ecal as Record<string, number>;
const matter = {
  depth: target.depth,
  criticalEnergy: target.criticalEnergy,
  charge: target.charge,
  nucleiPerRadiationLength: (avogadro * target.nucleiMass) / target.massNumber,
};
const medium = {
  criticalEnergy: target.criticalEnergy,
  chargeNumber: ecal.effectiveCharge!,
  samplingFrequency: ecal.samplingFrequency!,
  eOverMip: ecal.electronToMip!,
};
const energies = [5, 20, 100].map((energy) => energy * GeV);
const models = [
  { name: "above 10 GeV", threshold: defaultThreshold, dash: "solid" },
  { name: "above 1 GeV", threshold: 1 * GeV, dash: "dotted" },
  // No electron is above this threshold: one shower from the front face.
  { name: "one shower", threshold: 9 * TeV, dash: "dashed" },
] as const;
const cascades = new Map(models.map((model) => [model, prepareTargetCascade(matter, model.threshold)]));
const random = new RandomStream(runKeyFromSeed("cascade-profile"));
const streams = purpose("cascade-profile");
const edges = Array.from({ length: Math.floor(2 * target.depth) + 1 }, (_, k) => 0.5 * k);

type Rows = { energy: number; model: (typeof models)[number]; bins: readonly Step[] };

const all = energies.flatMap((energy) =>
  // Below its threshold a cascade is one shower.
  models
    .filter(({ threshold }) => threshold < energy || threshold > 1 * TeV)
    .map((model) => ({ energy, model })),
);
const profiles = all.map(({ energy, model }): Rows => {
  const request = { energy, medium, edges, events, purpose: streams };
  const deposits = meanProfile(cascades.get(model)!, request, random);
  const bins = [...deposits].map((deposit, k) => {
    const [from, to] = [edges[k]!, edges[k + 1]!];
    return { from, to, value: deposit / energy / (to - from) };
  });
  return { energy, model, bins };
});
const preshowers = all.map(({ energy, model }) => ({
  energy,
  model,
  bins: preshower(cascades.get(model)!, energy),
}));

/** Shares of the events in bins of the preshower energy over that of the electron. */
function preshower(cascade: HardCascade, energy: number): Step[] {
  const deposit = prepareShowerDeposits(medium, [0, ecal.preshowerDepth!]);
  const histogram = histogram1D({ low: 0, high: 0.6, bins: 60, label: "E_PS / E", unit: "1" });
  const out = new Float64Array(1);
  for (let event = 0; event < events; event++) {
    cascade.run(energy, 0, random.seek(event, streams));
    deposit(cascade, random, out);
    fill1D(histogram, out[0]! / energy);
  }
  const [axis] = histogram.axes;
  return Array.from({ length: axis.bins }, (_, k) => {
    const [from, to] = [lowerEdge(axis, k + 1), lowerEdge(axis, k + 2)];
    return { from, to, value: histogram.sums[k + 1]! / events / (to - from) };
  });
}

const curves = (rows: readonly Rows[], asSteps: boolean): Curve[] =>
  rows.map(({ energy, model, bins }) => ({
    label: `${energy / GeV} GeV, ${model.name}`,
    colour: energies.indexOf(energy),
    dash: model.dash,
    points: asSteps
      ? stepPoints(bins, 1e-6)
      : bins.map(({ from, to, value }) => [0.5 * (from + to), value] as const),
  }));
const subtitle = `${events} electrons each; followed one by one above 10 or 1 GeV, or one Grindhammer-Peters shower`;

await write("profile", profiles, { name: "depth", unit: "1" }, "share of the energy per radiation length", {
  x: { title: "depth [radiation lengths]", scale: "linear", low: 0, high: 30 },
  y: { title: "1/E dE/dt [1/radiation length]", scale: "linear", low: 0 },
  title: "Mean longitudinal profile of an electron in the target",
  subtitle,
  curves: curves(profiles, false),
});
await write("preshower", preshowers, { name: "E_PS/E", unit: "1" }, "share of the events per unit", {
  x: { title: "E_{PS} / E", scale: "linear", low: 0, high: 0.6 },
  y: { title: "1/N dN/d(E_{PS}/E)", scale: "log", low: 0.01, high: 30 },
  title: "Energy of an electron in the preshower",
  subtitle,
  curves: curves(preshowers, true),
});

async function write(
  name: string,
  rows: readonly Rows[],
  along: { name: string; unit: string },
  what: string,
  figure: Parameters<typeof curvesFigure>[0],
): Promise<void> {
  const columns = [
    { name: "energy", unit: "GeV" },
    { name: "model" },
    { name: `${along.name} from`, unit: along.unit },
    { name: `${along.name} to`, unit: along.unit },
    { name: what, unit: "1" },
  ];
  const cells = rows.flatMap(({ energy, model, bins }) =>
    bins.map(({ from, to, value }) => [energy / GeV, model.name, short(from), short(to), value]),
  );
  const comments = [
    figure.title,
    "source: NA64-2018 Sec. III, for the target",
    `obtained: simulated by aprime ${version()}, scripts/dev/cascade-profile`,
    `note: ${figure.subtitle}`,
  ];
  const specification: JsonObject = curvesFigure(figure);
  const svg = await drawSvg(specification);
  await writeOutput(join(values.out, `${name}.csv`), await tableText(columns, cells, comments));
  await writeOutput(join(values.out, `${name}.svg`), svg);
  await writeOutput(join(values.out, `${name}.png`), await drawPng(svg));
  console.log(`→ ${join(values.out, name)}.{csv,svg,png}`);
}

/** Without the last digits that an edge may have from rounding. */
function short(edge: number): number {
  return Number(edge.toPrecision(12));
}
