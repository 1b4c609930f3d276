import { type Curve, curvesFigure } from "../src/figures/curves.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import { GeV } from "../src/units.ts";
import { type EcalDocument, kindOf, type ThresholdDocument, unitOf } from "./efficiency-curve-answer.ts";
import { counters } from "./efficiency-thresholds.ts";

/** Right panel of Fig. 12: efficiency against the threshold. */
export function thresholdFigure({ curve, run, events, seed, rows, paper, workingPoints }: ThresholdDocument) {
  const { words } = counters[curve];
  const { unit, named } = unitOf(curve);
  const inUnit = (threshold_GeV: number): number => (threshold_GeV * GeV) / unit;
  const masses = [...new Set(rows.map(({ mass_MeV }) => mass_MeV))];
  const curves = [...new Set(rows.map(kindOf))].map((label): Curve => {
    const own = rows.filter((row) => kindOf(row) === label);
    const { mass_MeV, given } = own[0]!;
    return {
      label,
      colour: masses.indexOf(mass_MeV),
      dash: given === "all" ? "solid" : "dashed",
      points: own.map(({ threshold_GeV, value }) => [inUnit(threshold_GeV), value]),
    };
  });
  const at = workingPoints[0]!.threshold_GeV;
  const published: Curve[] =
    paper === null
      ? []
      : [{ label: "Table II", colour: 0, measured: true, points: [[inUnit(at), paper] as const] }];
  const wanted = Math.min(paper ?? 1, ...rows.flatMap(({ value }) => (Number.isNaN(value) ? [] : [value])));
  return curvesFigure({
    x: { title: `threshold in ${words} [${named}]`, scale: "linear", low: 0 },
    y: {
      title: "efficiency",
      scale: "linear",
      low: Math.max(0.8, Math.floor(50 * wanted - 0.5) / 50),
      high: 1.005,
    },
    title: `Events below a threshold in ${words}, Fig. 12`,
    subtitle: `electrons of the beam, and A' that pass the cuts before; ${events} events of each; ${run}, seed ${seed}`,
    curves: [...curves, ...published],
  });
}

/** epsilon_ECAL against the energy in the ECAL, for each mass. */
export function ecalFigure({ run, events, seed, rows }: EcalDocument): JsonObject {
  const masses = [...new Set(rows.map(({ mass_MeV }) => mass_MeV))];
  return curvesFigure({
    x: { title: "true energy in the ECAL [GeV]", scale: "linear", low: 0, high: 50 },
    y: { title: "ε_{ECAL}", scale: "linear", low: 0, high: 1.02 },
    title: "Efficiency of the ECAL for A' events, Sec. VI.A",
    subtitle: `PS, shower shape and E_{ECAL} < 50 GeV; ${events} events of each mass; ${run}, seed ${seed}`,
    curves: masses.map((mass, k) => ({
      label: `${mass} MeV`,
      colour: k % 7,
      measured: true,
      joined: true,
      points: rows
        .filter(({ mass_MeV }) => mass_MeV === mass)
        .map(({ from_GeV, to_GeV, value, low, high }) => [
          0.5 * (from_GeV + to_GeV),
          value,
          { from: low, to: high },
        ]),
    })),
  });
}
