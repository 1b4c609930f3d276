import type { RunCard } from "../src/simulation/run-card.ts";
import { type Approach, approaches, type PlateauFit } from "../src/statistics/plateau-fit.ts";
import { formatQuantity } from "../src/tables/quantity.ts";
import { GeV, MeV } from "../src/units.ts";
import { twoMips } from "./compare-table-1.ts";
import type { PairFindings } from "./dimuon-figure.ts";
import { middleOf, type prepareDoubleRatio, ratioEdges, type SignalSpectrum } from "./double-ratio.ts";
import { doubleRatioFigure } from "./double-ratio-figure.ts";
import { ofPairs } from "./double-ratio-pairs.ts";
import { parted, templateErrorOfData } from "./double-ratio-plan.ts";
import { type FoundNumber, foundNumber } from "./found-number.ts";
import { publishedCorrection } from "./published-correction.ts";
import { publishedTable1, seenTable1 } from "./published-table-1.ts";

const forms = Object.keys(approaches) as Approach[];

/** Numbers, bins and picture, for each kind of pairs. */
export async function doubleRatioFindings(
  card: RunCard,
  ratios: readonly ReturnType<typeof prepareDoubleRatio>[],
  signals: readonly { readonly mass: number; readonly spectrum: SignalSpectrum }[],
): Promise<PairFindings> {
  const found = ratios.map((ratio) => ratio.findings(signals.map(({ spectrum }) => spectrum)));
  const paper = await publishedCorrection(card.name);
  const { observedOverExpected } = await publishedTable1();
  const across = (
    quantity: string,
    value: (one: (typeof found)[0]) => { mean: number; error: number },
    more: Parameters<typeof foundNumber>[3] = {},
  ): FoundNumber[] => found.map((one, k) => foundNumber(quantity, ofPairs[k]!.name, value(one), more));
  const bins = found.flatMap(({ bins, fits }, k) =>
    bins.map(({ from, to, dataShare, monteCarloShare, ratio, error }, bin) => ({
      pairs: ofPairs[k]!.name,
      from_GeV: from / GeV,
      to_GeV: to / GeV,
      dataShare,
      monteCarloShare,
      ratio,
      error,
      ...Object.fromEntries(forms.map((form) => [form, fits[form].at(middleOf(bin))])),
    })),
  );
  return {
    title: "RR of muon pairs, Eq. (24), and what it makes of the signal, Fig. 11",
    numbers: [
      ...across("f: pairs, over those of the Monte Carlo", ({ efficiency }) => efficiency, {
        paper: observedOverExpected(card.name),
      }),
      ...across("RR at 1-5 GeV", ({ ratioBetween }) => ratioBetween(1 * GeV, 5 * GeV)),
      ...across("RR at 5-10 GeV", ({ ratioBetween }) => ratioBetween(5 * GeV, 10 * GeV)),
      ...across("RR at 10-20 GeV", ({ ratioBetween }) => ratioBetween(10 * GeV, 20 * GeV)),
      ...across("RR at 20-60 GeV", ({ plateau }) => plateau),
      ...across(
        "RR within 5 % of its plateau above",
        ({ fits: { exponential } }) => ({ mean: worksAbove(exponential) / GeV, error: 0 }),
        { unit: "GeV", paper: 5 },
      ),
      ...signals.flatMap(({ mass }, k) => {
        const of = `A' of ${mass / MeV} MeV`;
        return [
          ...across(`${of}: correction`, ({ corrections }) => corrections[k]!.mean, { paper }),
          ...forms.flatMap((form) =>
            across(`${of}: by ${form}`, ({ corrections }) => corrections[k]!.byFits[form]),
          ),
          ...across(`${of}: by bins`, ({ corrections }) => corrections[k]!.byBins),
          ...across(`${of}: spread of the forms`, ({ corrections }) => ({
            mean: corrections[k]!.spread,
            error: 0,
          })),
          ...across(`${of}: over RR at 20-60 GeV`, ({ corrections }) => corrections[k]!.overPlateau),
          ...across(`${of}: f times correction`, ({ corrections }) => corrections[k]!.efficiency),
        ];
      }),
    ],
    bins,
    columns: [
      { key: "pairs", name: "pairs" },
      { key: "from_GeV", name: "from", unit: "GeV" },
      { key: "to_GeV", name: "to", unit: "GeV" },
      { key: "dataShare", name: "R of data", unit: "1" },
      { key: "monteCarloShare", name: "R of Monte Carlo", unit: "1" },
      { key: "ratio", name: "RR", unit: "1" },
      { key: "error", name: "error", unit: "1" },
      ...forms.map((form) => ({ key: form, name: form, unit: "1" as const })),
    ],
    notes: notesOf(card),
    figure: () => doubleRatioFigure(card, found),
  };
}

function notesOf(card: RunCard): string[] {
  const { name, beam, pileup } = card;
  return [
    `Data: other beam particles at ${beam.intensityHigh} electrons per spill, pulses that differ by ${templateErrorOfData} (rms) from channel to channel; Monte Carlo: none, and pulses of the shape that is known. The same events, read by ${pileup.algorithm}, as many again of photons above ${100 * parted} % of the beam momentum.`,
    "RR is a ratio of shapes: over the Monte Carlo's spectrum its mean is 1, so that it cannot fall everywhere. The correction, its mean over the spectrum of the A', says how these fare beside pairs; f, in epsilon_e of Eq. (23), says how pairs fare. Their product is what others leave of the A'.",
    `E_ECAL is without the ${formatQuantity(Number(twoMips(card).toPrecision(3)), "energy")} that two muons leave, as the paper takes into account, so that pairs and A' of the same shower meet.`,
    "Over RR at 20-60 GeV it is an efficiency against energy, for where pileup does not tell. Pairs that others move from one energy to another count where they are read: then no bin is an efficiency.",
    "The correction is the mean by the three forms, c (1 - a exp(-E/b)), c (1 - a / (1 + E/b)), c (1 - a exp(-(E/b)^2)), of events that pass the selection of the signal alone. Errors are statistical.",
    `The paper has 0.93 in run III, with 7 % at 10 MeV and 5 % at 100 MeV as uncertainty (Table III), and at least 0.95 in the others; the method works above about 5 GeV. Ours is a prediction beside it for ${name}, no number was fitted to it${pileup.algorithm === seenTable1 ? `; but the pedestals of ${seenTable1} were chosen with Table I in sight, and f with it is no prediction of its own` : ""}.`,
  ];
}

/** The energy above which a fit stays within 5 % of its plateau, GeV; NaN if it does not up to 60 GeV. */
export function worksAbove({ plateau, at }: Pick<PlateauFit, "plateau" | "at">): number {
  const step = 0.1 * GeV;
  const last = Math.round(ratioEdges.at(-1)! / step);
  for (let k = last; k >= 0; k--)
    if (!(Math.abs(at(k * step) / plateau - 1) < 0.05)) return k === last ? Number.NaN : (k + 1) * step;
  return 0;
}
