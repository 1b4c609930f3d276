import { type Curve, curvesFigure } from "../src/figures/curves.ts";
import { panels } from "../src/figures/panels.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import { resolutionOf } from "../src/statistics/resolution-terms.ts";
import type { Response, ResponseRow } from "./calorimeters-response.ts";
import { electronsOverPions } from "./calorimeters-response-text.ts";

const shown = [
  { calorimeter: "ECAL", particle: "electron", colour: 1, term: 0.1, paperDash: "dotted" },
  { calorimeter: "HCAL", particle: "pion", colour: 2, term: 0.6, paperDash: "dashed" },
] as const;

/** What lies further off is not shown: it would flatten all the rest. */
const farthest = 10; // per cent
const target = 0.5; // per cent
/** Points with others stand that much to the right of their energy: else they would hide those without. */
const aside = 1.06;

/** Linearity and resolution against energy, of the cores, and where there are both the response to electrons over that to pions in the HCAL. */
export function responseFigure({ rows, fits }: Response, run: string): JsonObject {
  const energies = [...new Set(rows.map(({ energy_GeV }) => energy_GeV))];
  const [first, last] = [Math.min(...energies), Math.max(...energies)];
  // A little room at both sides.
  const [low, high] = [0.85 * first, last / 0.85];
  const x = { title: "energy [GeV]", scale: "log", low, high } as const;
  const drawn = shown.flatMap(({ calorimeter, particle, colour }) =>
    [false, true].flatMap((pileup) => {
      const own = rows.filter(
        (row) => row.calorimeter === calorimeter && row.particle === particle && row.pileup === pileup,
      );
      if (own.length === 0) return [];
      const label = `${calorimeter}, ${particle}s ${pileup ? "with others" : "alone"}`;
      return [{ own, curve: { label, colour, dash: pileup ? "dashed" : "solid", measured: true } as const }];
    }),
  );
  const points = (make: (row: ResponseRow) => [number, number]): Curve[] =>
    drawn.map(({ own, curve }) => ({
      ...curve,
      points: own.map((row) => {
        const [value, error] = make(row);
        return [row.energy_GeV * (row.pileup ? aside : 1), 100 * value, 100 * error];
      }),
    }));
  const linearities = points((row) => [row.linearity, row.linearityError]);
  const off = linearities.flatMap((curve) => curve.points.map(([, value]) => value));
  const near = off.filter((value) => Math.abs(value) <= farthest);
  const beyond = off.length > near.length ? `; beyond ${farthest} % not shown` : "";
  // There and back: the way between is on the frame.
  const edges: Curve = {
    label: `± ${target} %`,
    colour: 0,
    dash: "dotted",
    points: [
      [low, target],
      [high, target],
      [high, -target],
      [low, -target],
    ],
  };
  const linearity = curvesFigure({
    x,
    y: {
      title: "mean / true energy - 1 [%]",
      scale: "linear",
      low: Math.min(-1, ...near) - 0.5,
      high: Math.max(1, ...near) + 0.5,
    },
    title: "Linearity of the calorimeters",
    subtitle: `mean of the core${beyond}; ${run}`,
    curves: [...linearities, edges],
  });
  const resolution = curvesFigure({
    x,
    y: { title: "sigma / mean [%]", scale: "log" },
    title: "Resolution of the calorimeters",
    subtitle: `sigma of the core; with others drawn 6 % to the right; ${run}`,
    curves: [
      ...points((row) => [row.resolution, row.resolutionError]),
      ...shown.flatMap(({ calorimeter, particle, colour, term, paperDash }): Curve[] => {
        const own = rows.filter((row) => row.calorimeter === calorimeter && row.particle === particle);
        if (own.length === 0) return [];
        const fit = fits.find(
          (one) => one.calorimeter === calorimeter && one.particle === particle && !one.pileup,
        );
        const from = Math.max(low, 0.85 * Math.min(...own.map(({ energy_GeV }) => energy_GeV)));
        const along = Array.from({ length: 60 }, (_, k) => from * Math.exp((k / 59) * Math.log(high / from)));
        const curve = (label: string, dash: Curve["dash"], f: (e: number) => number): Curve => ({
          label,
          colour: dash === "solid" ? colour : 0,
          dash: dash!,
          points: along.map((energy) => [energy, 100 * f(energy)]),
        });
        return [
          ...(fit === undefined
            ? []
            : [curve(`${calorimeter}, fit alone`, "solid", (energy) => resolutionOf(fit.terms, energy))]),
          curve(`paper, ${100 * term} % / sqrt(E)`, paperDash, (energy) => term / Math.sqrt(energy)),
        ];
      }),
    ],
  });
  const ratios = electronsOverPions(rows);
  const overPions = curvesFigure({
    x,
    y: { title: "e / pi", scale: "linear", low: 1 },
    title: "Electrons over pions in the HCAL",
    subtitle: `mean of the core, alone; ${run}`,
    curves: [
      {
        label: "HCAL",
        colour: 2,
        measured: true,
        points: ratios.map(({ energy_GeV, ratio, error }) => [energy_GeV, ratio, error]),
      },
    ],
  });
  return panels([[linearity, resolution, ...(ratios.length > 0 ? [overPions] : [])]]);
}
