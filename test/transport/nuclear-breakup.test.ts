import { describe, expect, it } from "vitest";
import { neutron, proton } from "../../src/event/particle.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareNuclearBreakup } from "../../src/transport/nuclear-breakup.ts";
import { deviation, moments } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";

const random = new RandomStream(runKeyFromSeed("nuclear-breakup.test"));
const { photonuclear } = shippedCard();
const given: { kind: number; kinetic: number; slope: number }[] = [];
const breakUp = prepareNuclearBreakup(photonuclear, (kind, kinetic, slopeX, slopeY) =>
  given.push({ kind, kinetic, slope: Math.hypot(slopeX, slopeY) }),
);
const breakup = { protons: 0, neutrons: 0, unbinding: 0 };

/** One break-up: what it took, and the kinetic energy of all protons, of all neutrons. */
function once(event: number, available: number) {
  given.length = 0;
  const taken = breakUp(available, random.seek(event, 0), breakup);
  const ofKind = (kind: number) => given.reduce((sum, one) => sum + (one.kind === kind ? one.kinetic : 0), 0);
  return { taken, protons: breakup.protons + ofKind(proton), neutrons: breakup.neutrons + ofKind(neutron) };
}

describe("what a nucleus gives off", () => {
  it("takes what it has from what is available, and not more", () => {
    for (const available of [0.01, 0.1, 0.5, 1, 3]) {
      for (let event = 0; event < 2000; event++) {
        const { taken, protons, neutrons } = once(event, available);
        expect(taken).toBeLessThanOrEqual(available);
        expect(Math.abs(protons + neutrons + breakup.unbinding - taken)).toBeLessThan(1e-12);
      }
    }
    expect(breakUp(0, random.seek(0, 0), breakup)).toBe(0);
  });

  // 2 protons and 3 neutrons of 370 MeV / ln(400/30) = 142.8 MeV, 5 x 8 MeV and 80 MeV.
  it("is 0.286 GeV of protons, 0.428 of neutrons and 0.12 of what unbinds them, if there is enough", () => {
    const count = 40_000;
    for (const [found, expected] of [
      [(event: number) => once(event, 100).protons, 0.2857],
      [(event: number) => once(event, 100).neutrons, 0.4285],
      [(event: number) => once(event, 100) && breakup.unbinding, 0.12],
    ] as const) {
      let event = 0;
      const { mean, variance } = moments(count, () => found(event++));
      expect(deviation(mean, expected, Math.sqrt(variance / count))).toBeLessThan(4);
    }
  });

  it("fluctuates as much as it is: the spread of all of it is near the mean", () => {
    let event = 0;
    const { mean, variance } = moments(20_000, () => once(event++, 100).taken);
    expect(Math.sqrt(variance) / mean).toBeGreaterThan(0.8);
    expect(Math.sqrt(variance) / mean).toBeLessThan(1.1);
  });

  // By exp(0.96 cos): the share within 45 degrees is (e^0.96 - e^0.679) / (e^0.96 - e^-0.96) = 0.287.
  it("flies within 45 degrees in 29 % of the cases, with 30 to 400 MeV", () => {
    let forwards = 0;
    const events = 20_000;
    for (let event = 0; event < events; event++) {
      once(event, 100);
      for (const { kind, kinetic, slope } of given) {
        expect([proton, neutron]).toContain(kind);
        expect(kinetic).toBeGreaterThanOrEqual(0.03);
        expect(kinetic).toBeLessThanOrEqual(0.4);
        expect(slope).toBeLessThanOrEqual(1 + 1e-12);
      }
      forwards += given.length;
    }
    expect(Math.abs(forwards / events / (5 * 0.287) - 1)).toBeLessThan(0.03);
  });

  it("is nothing for a card with none of it", () => {
    const none = prepareNuclearBreakup(
      { ...photonuclear, recoilProtons: 0, recoilNeutrons: 0, excitation: 0 },
      () => expect.unreachable(),
    );
    expect(none(1, random.seek(0, 0), breakup)).toBe(0);
  });
});
