import { describe, expect, it } from "vitest";
import { type HcalSlabsCard, hcalSlabs, prepareWays } from "../../src/detector/hcal-slabs.ts";
import { pion } from "../../src/event/particle.ts";
import { Particles } from "../../src/event/particles.ts";
import { mm } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";

const card = shippedCard().detector.hcal as HcalSlabsCard;
const slabs = hcalSlabs(card, 4);
const ways = prepareWays(slabs, 300 * mm);
const particles = new Particles();

function put(x: number, angleX = 0, z = 450 * mm): number {
  particles.clear();
  const p = particles.add(pion, 10);
  particles.x[p] = x;
  particles.z[p] = z;
  particles.angleX[p] = angleX;
  return p;
}

describe("the slabs of the HCAL", () => {
  it("are the layers of each module and a plate behind, with air between", () => {
    expect(slabs.map(({ module }) => module)).toEqual([0, -1, 1, -1, 2, -1, 3, -1]);
    expect(slabs[0]).toMatchObject({ from: 700, to: 2092, interactionLengths: 6.06, radiationLengths: 69 });
    expect(slabs[1]).toMatchObject({ from: 2092, to: 2117 });
    // 25 mm of iron are 0.15 nuclear interaction lengths and 1.42 radiation lengths.
    expect(slabs[1]!.nucleonInteractionLengths).toBeCloseTo(0.15, 2);
    expect(slabs[1]!.radiationLengths).toBeCloseTo(1.43, 1);
    expect(slabs[2]!.from).toBe(2200);
  });

  it("have no plate if it has no thickness", () => {
    expect(hcalSlabs({ ...card, backPlate: 0 }, 4).length).toBe(4);
  });
});

describe("the way to an interaction", () => {
  it("begins at the front face, and goes on behind the gap", () => {
    const p = put(0);
    expect(ways.to(particles, p, 0, "interactionLengths")).toBe(700);
    expect(ways.to(particles, p, 3.03, "interactionLengths")).toBeCloseTo(700 + 696, 6);
    const module = 6.06 + slabs[1]!.interactionLengths;
    expect(ways.to(particles, p, module + 1e-9, "interactionLengths")).toBeCloseTo(2200, 3);
    expect(ways.to(particles, p, 4 * module + 1e-6, "interactionLengths")).toBe(Number.POSITIVE_INFINITY);
    expect(ways.to(particles, p, 3.7, "nucleonInteractionLengths")).toBeCloseTo(700 + 696, 6);
  });

  it("counts from where the particle begins", () => {
    expect(ways.to(particles, put(0, 0, 1396), 0, "interactionLengths")).toBe(1396);
  });

  it("ends at the sides, and may begin there", () => {
    expect(ways.to(particles, put(300), 0, "interactionLengths")).toBe(Number.POSITIVE_INFINITY);
    // 200 mrad: from the axis out of the module at z = 450 + 1500.
    expect(ways.to(particles, put(0, 200), 6, "interactionLengths")).toBe(Number.POSITIVE_INFINITY);
    expect(ways.to(particles, put(0, 200), 5, "interactionLengths")).toBeLessThan(1950);
    // From outside at 400 mm inwards: in at z = 950.
    expect(ways.to(particles, put(400, -200), 0, "interactionLengths")).toBeCloseTo(950, 6);
  });
});

describe("the lengths on a way", () => {
  const lengthsTo = (p: number, z = Number.POSITIVE_INFINITY) =>
    ways.lengthsTo(particles, p, z, "interactionLengths");
  const module = 6.06 * (1 + 25 / (48 * 25));

  it("are those of all layers and plates, and of no gap", () => {
    expect(lengthsTo(put(0))).toBeCloseTo(4 * module, 9);
    expect(lengthsTo(put(0), 2200)).toBeCloseTo(module, 9);
    expect(lengthsTo(put(0), 2150)).toBeCloseTo(module, 9);
    expect(lengthsTo(put(0), 2200 + 696)).toBeCloseTo(module + 3.03, 9);
    expect(lengthsTo(put(0, 0, 1396))).toBeCloseTo(4 * module - 3.03, 9);
    expect(ways.lengthsTo(particles, put(0), 700 + 1392, "nucleonInteractionLengths")).toBeCloseTo(7.4, 9);
  });

  it("count the frame, and end at the sides", () => {
    expect(lengthsTo(put(299))).toBeCloseTo(4 * module, 9);
    expect(lengthsTo(put(301))).toBe(0);
    // Out at z = 450 + 1500, 1250 of 1392 mm behind the front face.
    expect(lengthsTo(put(0, 200))).toBeCloseTo((6.06 * 1250) / 1392, 9);
    // In at 950.
    expect(lengthsTo(put(400, -200), 2092)).toBeCloseTo((6.06 * 1142) / 1392, 9);
  });
});
