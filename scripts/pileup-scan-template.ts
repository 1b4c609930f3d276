import { findRoot } from "../src/math/find-root.ts";
import { type PulseForm, pulseHeight } from "../src/readout/pulse-shape.ts";
import { GeV, ns } from "../src/units.ts";
import type { AddShower, ScanKind } from "./pileup-scan-kind.ts";

const differences = [0, 0.1, 0.2, 0.5, 1, 2, 3, 4, 5];
const before = -200 * ns;

/** Forms of the pulse, by a number that is 1 for the form of the card. */
const forms: Readonly<Record<string, (form: PulseForm, scale: number) => PulseForm>> = {
  "slower pulse": slower,
  "faster pulse": (form, scale) => slower(form, 1 / scale),
  "more tail": (form, scale) => ({ ...form, tailFraction: scale * form.tailFraction }),
};

/** The true pulse is another than the one that the algorithms know. */
export const template: ScanKind = {
  name: "template",
  about: "the pulse is another than that of the card, beside a shower of the beam's energy before",
  energy: 20 * GeV,
  events: 150,
  x: { name: "rms difference of the pulse", unit: "%", scale: "linear" },
  conditions: ({ beam, msadc }, energy) =>
    Object.entries(forms).flatMap(([variant, form]) =>
      differences.map((x) => ({
        x,
        variant,
        energy,
        others: (add: AddShower) => add(before, beam.momentum),
        electronics: x === 0 ? {} : form(msadc, scaleFor(msadc, form, x / 100)),
      })),
    ),
};

function slower({ riseTime, fallTime, tailTime, tailFraction }: PulseForm, scale: number): PulseForm {
  return { riseTime: scale * riseTime, fallTime: scale * fallTime, tailTime: scale * tailTime, tailFraction };
}

/** The scale at which a form differs that much from the card's. */
function scaleFor(
  card: PulseForm,
  form: (card: PulseForm, scale: number) => PulseForm,
  wanted: number,
): number {
  return findRoot((scale) => rmsDifference(card, form(card, scale)) - wanted, 1, 3, 1e-6);
}

/** Root mean square of the difference of two pulses with their peaks at one time, from 50 ns before to 250 ns behind it, over their height. */
export function rmsDifference(one: PulseForm, other: PulseForm): number {
  const [first, second] = [pulseHeight(one), pulseHeight(other)];
  const steps = 300;
  let sum = 0;
  for (let k = 0; k < steps; k++) {
    const time = (k - 49.5) * ns;
    const difference = first(time) - second(time);
    sum += difference * difference;
  }
  return Math.sqrt(sum / steps);
}
