import { describe, expect, it, test } from "vitest";
import { beamHadron } from "../../generators/beam-hadron.ts";
import { hadronProduction } from "../../generators/hadron-production.ts";
import { isNeutralHadron, kaon, longLivedKaon, neutron, pion } from "../../src/event/particle.ts";
import type { Particles } from "../../src/event/particles.ts";
import { writeWithoutVertex } from "../../src/event/truth.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import type { PreparedGenerator } from "../../src/simulation/generator.ts";
import { preparePunchThrough, punchThroughOptions } from "../../src/simulation/punch-through.ts";
import type { RunCard } from "../../src/simulation/run-card.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { InputError } from "../../src/tables/input-error.ts";
import { GeV } from "../../src/units.ts";
import { deviation } from "../random/standard-errors.ts";
import { shippedCard, withoutOthers } from "../shipped-card.ts";

const key = runKeyFromSeed("punch-through.test");
const card = shippedCard();

/** Events of particles that `fill` writes, with the options given. */
function gun(
  fill: (particles: Particles) => void,
  options: { punchThrough?: number; punchThroughModules?: number } = { punchThrough: 10 * GeV },
): PreparedGenerator {
  const force = preparePunchThrough(options);
  return {
    facts: [],
    write: (truth, i) => {
      force(truth);
      fill(truth.particles);
      truth.columns.beamEnergy[i] = 100 * GeV;
      writeWithoutVertex(truth.columns, i, 1);
    },
  };
}

function columnsOf(generator: PreparedGenerator, events: number, of: RunCard = card) {
  return prepareSimulation(generator, of, key)(0, events).columns;
}

/** What leaves ECAL, V2 and HCAL and what is lost there. */
function accounts(columns: ReturnType<typeof columnsOf>, i: number): number {
  return (
    columns.ecalDeposit[i]! +
    columns.vetoDeposit[i]! +
    columns.hcalDeposit[i]! +
    columns.invisibleEnergy[i]! +
    columns.escapedEnergy[i]!
  );
}

describe("a hadron that is forced through", () => {
  const module = 1 + 25 / (48 * 25); // layers and plate

  test.each([
    ["a neutron from the face of the ECAL on", neutron, 0, 1.57 + 4 * 7.4 * module],
    ["a K0L from its middle on", longLivedKaon, 0.5 * 40.6 * 11.08, 0.67 + 4 * 6.06 * module],
    ["a neutron behind the ECAL", neutron, 500, 4 * 7.4 * module],
  ])("weighs exp(-L / lambda): %s", (_, kind, z, lengths) => {
    const columns = columnsOf(
      gun((particles) => {
        particles.z[particles.add(kind, 100 * GeV)] = z;
      }),
      2,
    );
    expect(columns.punchThroughLengths[1]).toBeCloseTo(lengths, 5);
    expect(columns.weight[1]! / Math.exp(-lengths)).toBeCloseTo(1, 9);
    expect(columns.punchThroughEnergy[1]).toBe(100);
    expect(columns.escapedEnergy[1]).toBe(100);
    expect(columns.ecalDeposit[1]! + columns.vetoDeposit[1]! + columns.hcalDeposit[1]!).toBe(0);
  });

  it("may go on behind some modules as it comes, with the weight of these", () => {
    const columns = columnsOf(
      gun((particles) => particles.add(neutron, 100 * GeV), {
        punchThrough: 10 * GeV,
        punchThroughModules: 2,
      }),
      20,
      shippedCard(withoutOthers),
    );
    for (let i = 0; i < 20; i++) {
      expect(columns.punchThroughLengths[i]).toBeCloseTo(1.57 + 2 * 7.4 * module, 5);
      expect(columns.hcalEnergy[i]).toBe(0);
      expect(columns.hcalDeposit[i]).toBeGreaterThan(50);
      expect(accounts(columns, i)).toBeCloseTo(100, 4);
    }
  });

  it("counts what it crosses before it leaves at a side, and all of an event together", () => {
    const columns = columnsOf(
      gun((particles) => {
        const p = particles.add(longLivedKaon, 50 * GeV);
        particles.z[p] = 450;
        particles.angleX[p] = 200;
        const q = particles.add(neutron, 40 * GeV);
        particles.z[q] = 450;
        particles.y[q] = 301;
        particles.add(pion, 5 * GeV);
        particles.add(neutron, 5 * GeV);
      }),
      1,
    );
    expect(columns.punchThroughLengths[0]).toBeCloseTo((6.06 * 1250) / 1392, 5);
    expect(columns.punchThroughEnergy[0]).toBe(90);
    expect(accounts(columns, 0)).toBeCloseTo(100, 4);
  });
});

describe("the weights", () => {
  /** Two interaction lengths in all, for each kind of hadron its own. */
  const short = shippedCard([
    ...withoutOthers,
    "detector.ecal.interactionLengths=0.6",
    "detector.ecal.nucleonInteractionLengths=0.7",
    "detector.hcal.interactionLengths=0.25",
    "detector.hcal.nucleonInteractionLengths=0.35",
    "detector.veto.albedoShare=0",
  ]);

  /** Per event: neutral hadrons of 5 GeV and more all crossed, and there was one. */
  function analog(options: Record<string, unknown>, events: number) {
    const generator = hadronProduction.prepare(hadronProduction.options.parse(options), short);
    const crossed: boolean[] = [];
    const simulate = prepareSimulation(generator, short, key, undefined, ({ name, truth: { particles } }) => {
      if (name !== "hcal") return;
      let [all, through] = [0, 0];
      for (let p = 0; p < particles.count; p++) {
        if (particles.origin[p] !== 0 || particles.energy[p]! < 5 * GeV) continue;
        if (!isNeutralHadron(particles.kind[p]!)) continue;
        all++;
        if (particles.end[p] === Number.POSITIVE_INFINITY) through++;
      }
      crossed.push(all > 0 && through === all);
    });
    const { columns } = simulate(0, events);
    return crossed.map((has, i) => (has ? columns.weight[i]! : 0));
  }

  function forced(options: Record<string, unknown>, events: number) {
    const generator = hadronProduction.prepare(
      hadronProduction.options.parse({ ...options, punchThrough: "5 GeV" }),
      short,
    );
    const { columns } = prepareSimulation(generator, short, key)(events, events);
    return Array.from(columns.weight, (weight, i) => (columns.punchThroughEnergy[i]! > 0 ? weight : 0));
  }

  function mean(weights: readonly number[]) {
    const sum = weights.reduce((all, weight) => all + weight, 0);
    const squares = weights.reduce((all, weight) => all + weight * weight, 0);
    return { mean: sum / weights.length, error: Math.sqrt(squares) / weights.length };
  }

  it("give what an analog run sees where the HCAL is short", () => {
    const options = { minimumPhotonEnergy: "40 GeV", bias: "1" };
    const [seen, weighted] = [mean(analog(options, 3000)), mean(forced(options, 2000))];
    expect(seen.mean / seen.error).toBeGreaterThan(5);
    expect(weighted.mean / weighted.error).toBeGreaterThan(8);
    expect(deviation(weighted.mean, seen.mean, Math.hypot(seen.error, weighted.error))).toBeLessThan(4);
  });
});

describe("reactions", () => {
  it("conserve energy, and are the same events where no neutral hadron is forced", () => {
    const prepare = (more: Record<string, string>) =>
      columnsOf(
        hadronProduction.prepare(
          hadronProduction.options.parse({ minimumPhotonEnergy: "40 GeV", ...more }),
          card,
        ),
        500,
      );
    const [plain, through] = [prepare({}), prepare({ punchThrough: "10 GeV" })];
    let forced = 0;
    for (let i = 0; i < 500; i++) {
      expect(Math.abs(accounts(through, i) - through.beamEnergy[i]!)).toBeLessThan(1e-6 * 110);
      if (through.punchThroughEnergy[i]! > 0) {
        forced++;
        expect(
          through.weight[i]! / (plain.weight[i]! * Math.exp(-through.punchThroughLengths[i]!)),
        ).toBeCloseTo(1, 5);
        expect(through.escapedEnergy[i]).toBeGreaterThanOrEqual(through.punchThroughEnergy[i]! * (1 - 1e-6));
      } else {
        for (const name of ["weight", "ecalDeposit", "hcalEnergy", "vetoEnergy"] as const)
          expect(through[name][i]).toBe(plain[name][i]);
      }
      expect(plain.punchThroughEnergy[i]).toBe(0);
    }
    expect(forced).toBeGreaterThan(30);
  });
});

test("a kaon of the beam that exchanges charge can be forced through", () => {
  const exchanging = shippedCard([...withoutOthers, "hadronShowers.chargeExchange=0.1"]);
  const options = beamHadron.options.parse({ kind: "kaon", punchThrough: "10 GeV" });
  const columns = columnsOf(beamHadron.prepare(options, exchanging), 1500, exchanging);
  const forced = columns.punchThroughEnergy.filter((energy) => energy > 0);
  expect(kaon).toBe(columns.beamKind[0]);
  expect(forced.length).toBeGreaterThan(5);
  for (const energy of forced) expect(energy).toBeGreaterThan(90);
});

describe("the options", () => {
  it("are an energy and modules, by default none and all", () => {
    const none = preparePunchThrough({});
    const truth = { punchThrough: { above: 1, modules: 0, energy: 0, lengths: 0 } };
    none(truth as never);
    expect(truth.punchThrough).toMatchObject({ above: Number.POSITIVE_INFINITY });
    preparePunchThrough({ punchThrough: 3 })(truth as never);
    expect(truth.punchThrough).toMatchObject({ above: 3, modules: 4 });
    expect(punchThroughOptions.punchThrough.safeParse("0.05 GeV").success).toBe(false);
    expect(punchThroughOptions.punchThroughModules.safeParse("5").success).toBe(false);
  });

  it("modules alone are refused", () => {
    const prepare = () => preparePunchThrough({ punchThroughModules: 2 });
    expect(prepare).toThrow(InputError);
    expect(prepare).toThrow("--punch-through-modules: goes with --punch-through");
  });
});
