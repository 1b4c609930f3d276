import { describe, expect, it } from "vitest";
import { muonMass } from "../../src/constants.ts";
import { integrate } from "../../src/math/integrate.ts";
import { radiativeProcesses } from "../../src/physics/muon-energy-loss.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareHardLosses } from "../../src/transport/muon-hard-losses.ts";
import { layerSpectrum, showering } from "../../src/transport/muon-sandwich.ts";
import { GeV, MeV } from "../../src/units.ts";
import { binnedDeviation, countDeviation } from "../random/standard-errors.ts";
import { hcalLayer } from "./muon-layers.ts";

const random = new RandomStream(runKeyFromSeed("muon-hard-losses.test"));
const limit = 20 * MeV;

describe.each([
  ["showers", showering, limit],
  ["photonuclear reactions", [radiativeProcesses.photonuclear], 0.2 * GeV],
] as const)("%s", (_name, processes, least) => {
  const losses = prepareHardLosses(processes, hcalLayer, least);
  const integral = (kinetic: number, from: number, to: number, power = 0) =>
    integrate(
      (log) => {
        const lost = Math.exp(log);
        return (
          lost * (power === 0 ? 1 : lost) * layerSpectrum(processes, hcalLayer, lost, kinetic + muonMass)
        );
      },
      Math.log(from),
      Math.log(to),
      1e-6,
    );

  it.each([1.7, 10, 33, 100, 250])(
    "their number is the integral of the cross sections: %s GeV",
    (kinetic) => {
      const expected = integral(kinetic, least, kinetic);
      expect(Math.abs(losses.rate(Math.log(kinetic)) / expected - 1)).toBeLessThan(kinetic < 5 ? 0.02 : 5e-3);
    },
  );

  it.each([10, 33, 100])("are drawn from the cross sections: %s GeV", (kinetic) => {
    const logKinetic = Math.log(kinetic);
    const rate = losses.rate(logKinetic);
    random.seek(kinetic, 0);
    const total = integral(kinetic, least, kinetic);
    const edges = [1.3, 2, 4, 10, 30].map((factor) => factor * least).filter((edge) => edge < 0.5 * kinetic);
    const draw = () => losses.draw(logKinetic, rate, random);
    const below = (lost: number) => integral(kinetic, least, lost) / total;
    // The mixture of two rows is good to 0.5 %: not to be seen in as many draws.
    expect(binnedDeviation({ count: 15_000, draw, edges, below })).toBeLessThan(4);
  });

  it("candidates that are none are told as 0", () => {
    const logKinetic = Math.log(20 * GeV);
    const rate = losses.rate(logKinetic);
    random.seek(3, 0);
    let none = 0;
    for (let k = 0; k < 20_000; k++) if (losses.draw(logKinetic, 4 * rate, random) === 0) none++;
    expect(countDeviation(none, 20_000, 0.75)).toBeLessThan(4);
    expect(losses.rate(Math.log(0.1 * GeV))).toBe(0);
    expect(losses.draw(Math.log(0.1 * GeV), 1, random)).toBe(0);
  });
});
