import { dimuonEcal } from "../cuts/dimuon-ecal.ts";
import { eventColumns } from "../src/detector/events.ts";
import { energyPlaneFigure } from "../src/figures/energy-plane.ts";
import { shippedSelection } from "../src/node/load-selection.ts";
import { fill1D, fill2D, histogram1D, histogram2D, lowerEdge } from "../src/statistics/histogram.ts";
import { formatQuantity } from "../src/tables/quantity.ts";
import { GeV } from "../src/units.ts";
import { type PreparePairFigure, valueColumns } from "./dimuon-figure.ts";
import { peakNumber, scaleNote, weightPerElectron } from "./dimuon-numbers.ts";
import { passesAll } from "./dimuon-samples.ts";
import { foundNumber } from "./found-number.ts";

const modules = eventColumns.hcalModuleEnergy.width;
const ecal = { low: 0, high: 120, bins: 120, label: "E_{ECAL}", unit: "GeV" };
const hcal = { low: 0, high: 40, bins: 80, label: "E_{HCAL}", unit: "GeV" };
const sums = { low: 0, high: 40, bins: 160, label: "E_{HCAL}", unit: "GeV" };
/** "≃ 10 GeV" of Sec. IV in two modules. */
const inTwoModules = 10 * GeV;

/** Of so many electrons on target the picture shows the pairs. */
const shown = 1e9;

/**
 * Fig. 8: muon pairs in the plane of E_ECAL and the energy of all four HCAL modules. The picture shows those that pass trigger and
 * windows, also above the 60 GeV of Table I, which are told apart; an event counts with its weight.
 */
export const prepareDimuonPlane: PreparePairFigure = (card, samples) => {
  const { cuts } = shippedSelection("dimuon");
  const passes = passesAll(
    cuts.filter((cut) => cut !== dimuonEcal),
    card,
  );
  const isCounted = passesAll([dimuonEcal], card);
  const { below } = card.cuts[dimuonEcal.name] as { below: number };
  const found = samples.map((sample) => ({
    sample,
    plane: histogram2D(ecal, hcal),
    four: histogram1D(sums),
    two: histogram1D(sums),
  }));
  return {
    take: (batches) => {
      for (const { sample, plane, four, two } of found) {
        const { columns, size } = batches[sample]!;
        const { weight, ecalEnergy, hcalTotalEnergy, hcalModuleEnergy } = columns;
        for (let i = 0; i < size; i++) {
          if (!passes(columns, i)) continue;
          fill2D(plane, ecalEnergy[i]!, hcalTotalEnergy[i]!, weight[i]!);
          if (!isCounted(columns, i)) continue;
          fill1D(four, hcalTotalEnergy[i]!, weight[i]!);
          fill1D(two, hcalModuleEnergy[i * modules]! + hcalModuleEnergy[i * modules + 1]!, weight[i]!);
        }
      }
    },
    findings: (electrons) => ({
      title: "Muon pairs in the plane of E_ECAL and E_HCAL of all modules, Fig. 8",
      numbers: found.flatMap(({ sample, plane, four, two }) => [
        peakNumber("peak of E_HCAL, four modules", sample, four, 2 * inTwoModules),
        peakNumber("peak of HCAL1 + HCAL2", sample, two, inTwoModules),
        foundNumber("pairs per electron, any E_ECAL", sample, weightPerElectron(plane, electrons)),
        foundNumber(
          `pairs per electron, E_ECAL below ${formatQuantity(below, "energy")}`,
          sample,
          weightPerElectron(four, electrons),
        ),
      ]),
      bins: found.flatMap(({ sample, plane }) => {
        const inside = [];
        for (let row = 1; row <= hcal.bins; row++) {
          for (let column = 1; column <= ecal.bins; column++) {
            const cell = column + (ecal.bins + 2) * row;
            if (plane.sums[cell] === 0) continue;
            inside.push({
              sample,
              ecalFrom_GeV: lowerEdge(ecal, column),
              ecalTo_GeV: lowerEdge(ecal, column + 1),
              hcalFrom_GeV: lowerEdge(hcal, row),
              hcalTo_GeV: lowerEdge(hcal, row + 1),
              perElectron: plane.sums[cell]! / electrons,
              error: Math.sqrt(plane.squares[cell]!) / electrons,
            });
          }
        }
        return inside;
      }),
      columns: [
        { key: "sample", name: "sample" },
        { key: "ecalFrom_GeV", name: "E_ECAL from", unit: "GeV" },
        { key: "ecalTo_GeV", name: "E_ECAL to", unit: "GeV" },
        { key: "hcalFrom_GeV", name: "E_HCAL from", unit: "GeV" },
        { key: "hcalTo_GeV", name: "E_HCAL to", unit: "GeV" },
        ...valueColumns,
      ],
      notes: [
        scaleNote,
        "The 20 GeV of the paper are twice the 10 GeV that Sec. IV has for HCAL1 and HCAL2. Peaks are of pairs in the range of Table I.",
        "Events count with their weight. Bins that are not there are empty.",
      ],
      figure: () => {
        const { sample, plane } = found[0]!;
        const perShown = histogram2D(ecal, hcal);
        for (const [cell, sum] of plane.sums.entries()) perShown.sums[cell] = (sum * shown) / electrons;
        return energyPlaneFigure({
          histogram: perShown,
          hcalScale: "linear",
          // Few weights are much smaller than the others.
          decades: 3,
          weightTitle: "pairs per bin and 10^{9} electrons on target",
          box: {
            ecalMaximum: below,
            hcalMaximum: hcal.high,
            label: `counted in Table I: E_{ECAL} < ${formatQuantity(below, "energy")}`,
          },
          title: "Muon pairs, trigger and windows of HCAL1 and HCAL4, Fig. 8",
          subtitle: `${card.name}, ${sample === "alone" ? "without other beam particles" : "with other beam particles"}; E_{HCAL} of all four modules`,
        });
      },
    }),
  };
};
