import { dimuonEcal } from "../cuts/dimuon-ecal.ts";
import { dimuonModules } from "../cuts/dimuon-modules.ts";
import { binsOf, type HistogramBin, histogramFigure, type Series } from "../src/figures/histogram.ts";
import { shippedSelection } from "../src/node/load-selection.ts";
import { preparePairedLosses } from "../src/selection/paired-losses.ts";
import { fill1D, histogram1D, sumOfWeights } from "../src/statistics/histogram.ts";
import { Share } from "../src/statistics/share.ts";
import { formatQuantity } from "../src/tables/quantity.ts";
import { GeV } from "../src/units.ts";
import { outside, type PreparePairFigure, spectrumColumns, spectrumRows } from "./dimuon-figure.ts";
import { weightPerElectron } from "./dimuon-numbers.ts";
import { passesAll, type SampleName } from "./dimuon-samples.ts";
import { foundNumber } from "./found-number.ts";
import { publishedTable1 } from "./published-table-1.ts";

const binWidth = 2 * GeV;
/** Of so many electrons on target the picture shows the pairs. */
const shown = 1e9;

/**
 * Fig. 10: E_ECAL of selected muon pairs, with the other beam particles of the run (as data have them) and without (as the Monte
 * Carlo of the paper), and without the windows of HCAL1 and HCAL4.
 */
export const prepareEcalSpectrum: PreparePairFigure = (card, samples) => {
  const { cuts } = shippedSelection("dimuon");
  const windows = passesAll([dimuonModules], card);
  const others = passesAll(
    cuts.filter((cut) => cut !== dimuonModules),
    card,
  );
  const { below } = card.cuts[dimuonEcal.name] as { below: number };
  const energy = {
    low: 0,
    high: below,
    bins: Math.max(1, Math.round(below / binWidth)),
    label: "E_{ECAL}",
    unit: "GeV",
  };
  const half = 0.5 * below;
  const found = samples.map((sample) => ({
    sample,
    selected: histogram1D(energy),
    anyModule: histogram1D(energy),
    lower: new Share(),
  }));
  const both = preparePairedLosses([passesAll(cuts, card)]);
  return {
    take: (batches) => {
      for (const { sample, selected, anyModule, lower } of found) {
        const { columns, size } = batches[sample]!;
        const { weight, ecalEnergy } = columns;
        for (let i = 0; i < size; i++) {
          if (!others(columns, i)) continue;
          fill1D(anyModule, ecalEnergy[i]!, weight[i]!);
          if (!windows(columns, i)) continue;
          fill1D(selected, ecalEnergy[i]!, weight[i]!);
          lower.add(weight[i]!, ecalEnergy[i]! < half);
        }
      }
      const { "with others": crowded, alone } = batches;
      if (crowded && alone) both.take(crowded, alone);
    },
    findings: async (electrons) => {
      const { logLoss, error } = both.loss(0, 1);
      const kept = Math.exp(-logLoss);
      const table1 = await publishedTable1();
      return {
        title: "E_ECAL of selected muon pairs, Fig. 10",
        numbers: [
          ...found.flatMap(({ sample, selected, anyModule, lower }) => [
            foundNumber("pairs per electron", sample, weightPerElectron(selected, electrons), {
              paper: table1.expectedPerElectron,
            }),
            foundNumber("the same without windows", sample, weightPerElectron(anyModule, electrons)),
            foundNumber(
              `share with E_ECAL below ${formatQuantity(half, "energy")}`,
              sample,
              lower.estimate(),
            ),
          ]),
          ...(samples.length > 1
            ? [
                foundNumber(
                  "the same, over that alone",
                  "with others",
                  { mean: kept, error: kept * error },
                  { paper: table1.observedOverExpected(card.name) },
                ),
              ]
            : []),
        ],
        bins: found.flatMap(({ sample, selected, anyModule }) =>
          [selected, anyModule].flatMap((histogram, k) =>
            spectrumRows({ sample, windows: k === 0 ? "HCAL1 and HCAL4" : "none" }, histogram, electrons),
          ),
        ),
        columns: spectrumColumns("sample", "windows"),
        notes: [
          "E_ECAL is as reconstructed, with what the two muons leave; the paper took small corrections for them into account.",
          `Energies are reconstructed by ${card.pileup.algorithm}; the paper's data by its own algorithm (Sec. VI.A).`,
          ...(samples.length > 1
            ? [
                "Both samples are the same events, so their errors are not independent; that of the ratio knows it.",
              ]
            : []),
          "Table I has 7.15e-6 pairs per electron for its Monte Carlo, and as ratio its data over that; nothing was tuned to either.",
        ],
        figure: () => {
          const of = (name: SampleName) => found.find(({ sample }) => sample === name);
          const [crowded, alone] = [of("with others"), of("alone")];
          const per = (electrons / shown) * (below / energy.bins);
          const [points, steps] = [crowded, alone].map((of) => (of ? sumOfWeights(of.selected) : 0));
          const asMany = points! > 0 && steps! > 0 ? steps! / points! : undefined;
          const all: readonly (Series & { readonly bins: HistogramBin[] | undefined })[] = [
            {
              label: "without other beam particles",
              colour: 0,
              drawn: "steps",
              errors: true,
              bins: alone && binsOf(alone.selected, per),
            },
            {
              label: "the same, as many as the points",
              colour: 3,
              drawn: "filled",
              bins: asMany === undefined ? undefined : binsOf(alone!.selected, per * asMany),
            },
            {
              label: "with other beam particles",
              colour: 2,
              drawn: "points",
              bins: crowded && binsOf(crowded.selected, per),
            },
            {
              label: `no windows, ${alone ? "without" : "with"} other particles`,
              colour: 1,
              drawn: "steps",
              dash: "dashed",
              bins: binsOf((alone ?? crowded!).anyModule, per),
            },
          ];
          const series = all.filter(({ bins }) => bins !== undefined);
          return histogramFigure({
            x: { title: "E_{ECAL} [GeV]", low: energy.low, high: energy.high },
            y: { title: "pairs per GeV and 10^{9} electrons on target" },
            series,
            panels: [{ bins: series.map(({ bins }) => bins!), ...outside((alone ?? crowded!).selected) }],
            title: "E_{ECAL} of selected muon pairs, Fig. 10",
            subtitle: `${card.name}; trigger, E_{ECAL} < ${formatQuantity(below, "energy")}, windows of HCAL1 and HCAL4`,
          });
        },
      };
    },
  };
};
