import { describe, expect, it } from "vitest";
import { prepareCellShares } from "../../src/detector/cell-shares.ts";
import { type EcalProfile, prepareEcalCells } from "../../src/detector/ecal-cells.ts";
import { electron } from "../../src/event/particle.ts";
import { Particles } from "../../src/event/particles.ts";
import { Pulses } from "../../src/event/pulses.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { GeV, mm } from "../../src/units.ts";
import { pulseSum } from "./one-part.ts";

const side = 6;
const cells = side * side;
const shares = prepareCellShares([{ fraction: 1, radius: 8 * mm }], 38.2 * mm, side);
const exact: EcalProfile = { preshower: shares, main: shares, term: 0, response: 0.5 };
const spread = prepareEcalCells(cells, 0);
const random = new RandomStream(runKeyFromSeed("ecal-cells.test")).seek(1, 1);
const pulses = new Pulses();
const particles = new Particles();

function put(): number {
  particles.clear();
  pulses.clear();
  return particles.add(electron, 10 * GeV);
}

describe("the cells of the ECAL", () => {
  it("hold the two sections as far as they are not beside, times the response", () => {
    const beside = spread(particles, put(), 20, 0, 2 * GeV, 8 * GeV, exact, random, pulses);
    expect(beside).toBeGreaterThan(0.3);
    expect(beside).toBeLessThan(1);
    expect(pulseSum(pulses, 0, cells)).toBeCloseTo(0.1 * (10 - beside), 3);
    expect(pulseSum(pulses, cells, 2 * cells)).toBeCloseTo(0.4 * (10 - beside), 3);
  });

  it("are hit where the axis is, and by none that is beside them", () => {
    spread(particles, put(), 50 * mm, 0, 0, 8 * GeV, exact, random, pulses);
    const hottest = Array.from({ length: cells }, (_, c) => pulseSum(pulses, cells + c, cells + c + 1));
    expect(hottest.indexOf(Math.max(...hottest)) % side).toBe(4);
    expect(spread(particles, put(), 0, 200 * mm, 1, 8, exact, random, pulses)).toBe(9);
    expect(pulses.count).toBe(0);
  });
});
