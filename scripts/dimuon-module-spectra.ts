import { eventColumns } from "../src/detector/events.ts";
import { binsOf, histogramFigure, type Series } from "../src/figures/histogram.ts";
import { shippedSelection } from "../src/node/load-selection.ts";
import { fill1D, histogram1D, sumOfWeights } from "../src/statistics/histogram.ts";
import { Share } from "../src/statistics/share.ts";
import { GeV } from "../src/units.ts";
import { outside, type PreparePairFigure, spectrumColumns, spectrumRows } from "./dimuon-figure.ts";
import { ofOneMuon, peakNumber, scaleNote, weightPerElectron } from "./dimuon-numbers.ts";
import { passesAll, type SampleName } from "./dimuon-samples.ts";
import { foundNumber } from "./found-number.ts";

/** HCAL2 and HCAL3, counted from 0 here. */
const shownModules = [1, 2] as const;
const width = eventColumns.hcalModuleEnergy.width;
const energy = { low: 0, high: 12, bins: 120, label: "E", unit: "GeV" };

/** Half of the "≃ 10 GeV" that Sec. IV has for two modules. */
const ofTwoMuons = 5 * GeV;
/** How far from the peak of one muon an event counts as in its bump. */
const bumpWidth = 0.2;

const parts = ["all", "one muon in the module", "one, the other stopped in the module before"] as const;

/**
 * Fig. 9: energy of selected muon pairs in HCAL2 and HCAL3. Which of them have one muon there, and which of these because the other one
 * stopped in the module before, is told by the truth.
 */
export const prepareModuleSpectra: PreparePairFigure = (card, samples) => {
  const passes = passesAll(shippedSelection("dimuon").cuts, card);
  const found = samples.map((sample) => ({
    sample,
    modules: shownModules.map((module) => ({
      module,
      name: `HCAL${module + 1}`,
      spectra: parts.map(() => histogram1D(energy)),
      single: new Share(),
      /** Of those with one muon, those whose other one stopped in this module before. */
      stops: Array.from({ length: module }, () => new Share()),
      bump: new Share(),
    })),
  }));
  return {
    take: (batches) => {
      for (const { sample, modules } of found) {
        const { columns, size } = batches[sample]!;
        const { weight, hcalModuleEnergy, hcalMuons, hcalMuonsStopped } = columns;
        for (let i = 0; i < size; i++) {
          if (!passes(columns, i)) continue;
          for (const { module, spectra, single, stops, bump } of modules) {
            const at = i * width + module;
            const isSingle = hcalMuons[at] === 1;
            const otherStoppedIn = (m: number): boolean =>
              isSingle && hcalMuons[i * width + m] === 2 && hcalMuonsStopped[i * width + m] === 1;
            for (const [k, belongs] of [true, isSingle, otherStoppedIn(module - 1)].entries())
              if (belongs) fill1D(spectra[k]!, hcalModuleEnergy[at]!, weight[i]!);
            single.add(weight[i]!, isSingle);
            if (isSingle) for (const [m, share] of stops.entries()) share.add(weight[i]!, otherStoppedIn(m));
            if (Math.abs(hcalModuleEnergy[at]! / ofOneMuon - 1) < bumpWidth) bump.add(weight[i]!, isSingle);
          }
        }
      }
    },
    findings: (electrons) => ({
      title: "Energy of selected muon pairs in HCAL2 and HCAL3, Fig. 9",
      numbers: found.flatMap(({ sample, modules }) => [
        ...modules.flatMap(({ name, spectra, single, stops, bump }) => [
          peakNumber(`${name}: peak`, sample, spectra[0]!, ofTwoMuons),
          peakNumber(`${name}: peak of one muon`, sample, spectra[1]!, ofOneMuon),
          foundNumber(`${name}: share with one muon`, sample, single.estimate()),
          ...stops.map((share, m) =>
            foundNumber(`${name}: of these, the other stopped in HCAL${m + 1}`, sample, share.estimate()),
          ),
          foundNumber(`${name}: of those within 20 % of the scale, with one muon`, sample, bump.estimate()),
        ]),
        foundNumber("pairs per electron", sample, weightPerElectron(modules[0]!.spectra[0]!, electrons)),
      ]),
      bins: found.flatMap(({ sample, modules }) =>
        modules.flatMap(({ name, spectra }) =>
          spectra.flatMap((spectrum, k) =>
            spectrumRows({ sample, module: name, part: parts[k]! }, spectrum, electrons),
          ),
        ),
      ),
      columns: spectrumColumns("sample", "module", "part"),
      notes: [
        scaleNote,
        "One muon: truth, of the pair one muon alone enters the module. The paper has 5 GeV as half of the 10 GeV of Sec. IV.",
      ],
      figure: () => {
        const of = (name: SampleName) => found.find(({ sample }) => sample === name);
        const [others, alone] = [of("with others"), of("alone")];
        const truth = alone ?? others!;
        const shown: readonly (Series & { of: typeof truth | undefined; part: number })[] = [
          { label: "with other beam particles", colour: 2, drawn: "points", of: others, part: 0 },
          { label: "without", colour: 0, drawn: "steps", of: alone, part: 0 },
          { label: "one muon in the module (truth)", colour: 1, drawn: "filled", of: truth, part: 1 },
          { label: "the other stopped in the one before", colour: 3, drawn: "steps", of: truth, part: 2 },
        ];
        const series = shown.filter(({ of }) => of !== undefined);
        return histogramFigure({
          x: { title: "energy in the module [GeV]", low: energy.low, high: energy.high },
          y: { title: "1/N dN/dE [1/GeV]" },
          series,
          panels: truth.modules.map(({ name, spectra }, m) => ({
            title: name,
            bins: series.map(({ of, part }) => {
              const own = of!.modules[m]!.spectra;
              const all = sumOfWeights(own[0]!) || 1;
              return binsOf(own[part]!, (all * (energy.high - energy.low)) / energy.bins);
            }),
            ...outside(spectra[0]!),
          })),
          title: "Energy of selected muon pairs in HCAL2 and HCAL3, Fig. 9",
          subtitle: `${card.name}; N: all selected pairs of a sample; truth: of the pairs ${alone ? "without" : "with"} other beam particles`,
        });
      },
    }),
  };
};
