import { energyPlaneFigure } from "../src/figures/energy-plane.ts";
import { panels } from "../src/figures/panels.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { type Histogram2D, histogram2D } from "../src/statistics/histogram.ts";
import { stages } from "./hadron-plane.ts";
import { prepareRegions } from "./hadron-regions.ts";

/** Of so many electrons on target the picture shows the events. */
const shown = 1e9;

/** Fig. 7 with the edges of the regions, at each stage. */
export function planeFigure(planes: ReadonlyMap<string, Histogram2D>, card: RunCard): JsonObject {
  const { band, box, pairs } = prepareRegions(card);
  const figures = stages.map(({ name, about }) => {
    const plane = planes.get(name)!;
    const [ecal, hcal] = plane.axes;
    const perShown = histogram2D(ecal, hcal);
    for (const [cell, sum] of plane.sums.entries()) perShown.sums[cell] = shown * sum;
    const along = Array.from({ length: 2 * (ecal.high - ecal.low) + 1 }, (_, k) => ecal.low + k / 2);
    const edge = (end: 0 | 1) =>
      along.map((energy) => [energy, band(energy)[end]] as const).filter(([, at]) => at >= hcal.low);
    return energyPlaneFigure({
      histogram: perShown,
      hcalScale: "linear",
      decades: 5,
      weightTitle: "events per bin and 10^{9} electrons on target",
      box: { ecalMaximum: box.ecalBelow, hcalMaximum: box.hcalBelow },
      outlines: [
        { points: edge(0) },
        { points: edge(1) },
        {
          points: [
            [0, pairs.above],
            [pairs.ecalBelow, pairs.above],
            [pairs.ecalBelow, pairs.below],
            [0, pairs.below],
          ],
        },
      ],
      labels: [
        { at: [30, 21], text: "I" },
        { at: [24, 77], text: "II" },
        { at: [110, 110], text: "III" },
      ],
      title: about.replace(/^and/, "... and"),
      subtitle: `${card.name}; E_{HCAL} of HCAL1 and HCAL2`,
    });
  });
  return panels([figures.slice(0, 2), figures.slice(2)]);
}
