import { findRoot } from "../src/math/find-root.ts";
import { type PulseForm, shapedHeight } from "../src/readout/pulse-shape.ts";
import type { Msadc } from "../src/tables/run-card.ts";
import { GeV, ns } from "../src/units.ts";
import type { AddShower, ScanKind } from "./pileup-scan-kind.ts";

const differences = [0, 0.1, 0.2, 0.5, 1, 2, 3, 4, 5];
const before = -200 * ns;

const moreTail = "more tail";

/** What says how the pulse is: a form, or a table in its place. */
type Shape = PulseForm & Pick<Msadc, "template" | "templateStep">;

/** Other pulses, by a number that is 1 for that of the card. */
const forms: Readonly<Record<string, (shape: Shape, scale: number) => Shape>> = {
  "slower pulse": slower,
  "faster pulse": (shape, scale) => slower(shape, 1 / scale),
  [moreTail]: (shape, scale) => ({ ...shape, tailFraction: scale * shape.tailFraction }),
};

/** The true pulse is another than the one that the algorithms know. */
export const template: ScanKind = {
  name: "template",
  about: "the pulse is another than that of the card, beside a shower of the beam's energy before",
  energy: 20 * GeV,
  events: 150,
  x: { name: "rms difference of the pulse", unit: "%", scale: "linear" },
  conditions: ({ beam, msadc }, energy) =>
    // A table has no tail of its own.
    Object.entries(forms)
      .filter(([variant]) => variant !== moreTail || msadc.template.length === 0)
      .flatMap(([variant, form]) =>
        differences.map((x) => ({
          x,
          variant,
          energy,
          others: (add: AddShower) => add(before, beam.momentum),
          electronics: x === 0 ? {} : form(msadc, scaleFor(msadc, form, x / 100)),
        })),
      ),
};

function slower(shape: Shape, scale: number): Shape {
  return {
    riseTime: scale * shape.riseTime,
    fallTime: scale * shape.fallTime,
    tailTime: scale * shape.tailTime,
    tailFraction: shape.tailFraction,
    template: shape.template,
    templateStep: scale * shape.templateStep,
  };
}

/** The scale at which a form differs that much from the card's. */
function scaleFor(card: Shape, form: (card: Shape, scale: number) => Shape, wanted: number): number {
  return findRoot((scale) => rmsDifference(card, form(card, scale)) - wanted, 1, 3, 1e-6);
}

/** Root mean square of the difference of two pulses with their peaks at one time, from 50 ns before to 250 ns behind it, over their height. */
export function rmsDifference(one: Shape, other: Shape): number {
  const [first, second] = [shapedHeight(one), shapedHeight(other)];
  const steps = 300;
  let sum = 0;
  for (let k = 0; k < steps; k++) {
    const time = (k - 49.5) * ns;
    const difference = first(time) - second(time);
    sum += difference * difference;
  }
  return Math.sqrt(sum / steps);
}
