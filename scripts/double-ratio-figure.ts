import { type Curve, curvesFigure } from "../src/figures/curves.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { type Approach, approaches } from "../src/statistics/plateau-fit.ts";
import { GeV } from "../src/units.ts";
import { middleOf, type prepareDoubleRatio } from "./double-ratio.ts";
import { ofPairs } from "./double-ratio-pairs.ts";

const forms = Object.keys(approaches) as Approach[];

/** Fig. 11: the points of both kinds of pairs, and the fits to the first. */
export function doubleRatioFigure(
  card: RunCard,
  found: readonly ReturnType<ReturnType<typeof prepareDoubleRatio>["findings"]>[],
): JsonObject {
  const energies = Array.from({ length: 119 }, (_, k) => 1 + 0.5 * k);
  const points = found.map(
    ({ bins }, k): Curve => ({
      label: ofPairs[k]!.name,
      points: bins.flatMap(({ ratio, error }, bin) =>
        Number.isFinite(ratio) && Number.isFinite(error)
          ? [[middleOf(bin) / GeV, ratio, error] as const]
          : [],
      ),
      measured: true,
      colour: k === 0 ? 0 : 1,
      dash: k === 0 ? "solid" : "dashed",
    }),
  );
  const curves = forms.map(
    (form, k): Curve => ({
      label: form,
      points: energies.map((energy) => [energy, found[0]!.fits[form].at(energy * GeV)] as const),
      colour: [2, 3, 5][k]!,
      dash: (["solid", "dashed", "dotted"] as const)[k]!,
    }),
  );
  return curvesFigure({
    x: { title: "E_{ECAL} [GeV]", scale: "linear", low: 0, high: 60 },
    y: { title: "RR = R_{data} / R_{MC}", scale: "linear", low: 0 },
    curves: [...points, ...curves],
    title: "Double ratio of muon pairs, Fig. 11",
    subtitle: `${card.name}, ${1e-6 * card.beam.intensityHigh}e6 electrons per spill, ${card.pileup.algorithm}; curves are fits to the filled points`,
  });
}
