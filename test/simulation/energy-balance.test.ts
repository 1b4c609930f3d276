import { describe, expect, it } from "vitest";
import { generators } from "../../generators/index.ts";
import type { EventBatch } from "../../src/detector/events.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { shippedCard } from "../shipped-card.ts";

const events = 3000;
/** Every process, and each component of the beam as what triggers. */
const cases: readonly { process: string; options: Record<string, unknown> }[] = [
  ...generators.map(({ name }) => ({ process: name, options: name === "signal" ? { mass: "20 MeV" } : {} })),
  ...["low-energy", "hadron", "muon", "halo"].map((component) => ({
    process: "beam",
    options: { component },
  })),
];

function simulate(
  process: string,
  options: Record<string, unknown>,
  sets: readonly string[] = [],
): EventBatch {
  const card = shippedCard(sets);
  const generator = generators.find(({ name }) => name === process)!;
  const prepared = generator.prepare(generator.options.parse(options), card);
  return prepareSimulation(prepared, card, runKeyFromSeed("energy-balance.test"))(0, events);
}

describe("energy is conserved", () => {
  for (const { process, options } of cases) {
    it(`in every event of ${process} ${Object.values(options).join(" ")}`, () => {
      const { columns } = simulate(process, options);
      for (let i = 0; i < events; i++) {
        const beam = columns.beamKind[i] === 0 ? 0 : columns.beamEnergy[i]!;
        const found =
          columns.ecalDeposit[i]! +
          columns.vetoDeposit[i]! +
          columns.hcalDeposit[i]! +
          columns.invisibleEnergy[i]! +
          columns.escapedEnergy[i]!;
        // The 1e-6; what is left of it by numbers of 32 bits is 3e-7.
        if (Math.abs(found - beam) > 1e-6 * beam) expect(`event ${i}: ${found}`).toBe(`event ${i}: ${beam}`);
      }
    });
  }

  it("by the triggering particle alone: the others leave nothing in its account", () => {
    const columns = [
      "ecalDeposit",
      "vetoDeposit",
      "hcalDeposit",
      "escapedEnergy",
      "invisibleEnergy",
    ] as const;
    const alone = simulate("random-trigger", {}).columns;
    for (const name of columns) expect(Math.max(...alone[name])).toBe(0);
  });
});

describe("where the energy goes", () => {
  type Place = "ecalDeposit" | "vetoDeposit" | "hcalDeposit" | "escapedEnergy" | "invisibleEnergy";

  /** Share of the beam's energy, by weight. */
  function share(place: Place, { columns, size }: EventBatch): number {
    let sum = 0;
    let all = 0;
    for (let i = 0; i < size; i++) {
      sum += columns.weight[i]! * columns[place][i]!;
      all += columns.weight[i]! * columns.beamEnergy[i]!;
    }
    return sum / all;
  }

  it("showers of electrons leave it in the ECAL, but for 1 % beside the cells and some MeV behind", () => {
    const electrons = simulate("electron", {}, ["beam.lowEnergyFraction=0", "photonuclear.scale=0"]);
    expect(share("ecalDeposit", electrons)).toBeGreaterThan(0.985);
    expect(share("hcalDeposit", electrons)).toBeLessThan(1e-4);
    // 9 % of what leaks behind the cells.
    const leak = share("hcalDeposit", electrons) + share("vetoDeposit", electrons);
    expect(share("vetoDeposit", electrons) / leak).toBeGreaterThan(0.05);
    expect(share("vetoDeposit", electrons) / leak).toBeLessThan(0.13);
  });

  it("their photonuclear reactions take 0.1 % of it, and a part of that into the HCAL", () => {
    const electrons = simulate("electron", {}, ["beam.lowEnergyFraction=0", "photonuclear.scale=5"]);
    const { columns } = electrons;
    let reacted = 0;
    for (let i = 0; i < events; i++) reacted += columns.photonuclearEnergy[i]! / columns.beamEnergy[i]!;
    const perScale = reacted / events / 5;
    expect(perScale).toBeGreaterThan(0.0007);
    expect(perScale).toBeLessThan(0.0025);
    const behind = share("hcalDeposit", electrons) / 5;
    expect(behind).toBeGreaterThan(0.05 * perScale);
    expect(behind).toBeLessThan(0.7 * perScale);
  });

  it("hadrons leave most of it in the HCAL, muons of the beam take it out", () => {
    expect(share("hcalDeposit", simulate("beam", { component: "hadron" }))).toBeGreaterThan(0.5);
    expect(share("escapedEnergy", simulate("beam", { component: "muon" }))).toBeGreaterThan(0.85);
  });

  it("an A' takes less than its emitter had, and more than the least that is asked for", () => {
    // Pions of reactions would decay into neutrinos.
    const { columns } = simulate("signal", { mass: "20 MeV" }, ["photonuclear.scale=0"]);
    for (let i = 0; i < events; i++) {
      if (columns.weight[i] === 0) continue;
      expect(columns.invisibleEnergy[i]!).toBeLessThan(columns.vertexEnergy[i]!);
      expect(columns.invisibleEnergy[i]!).toBeGreaterThan(9.999);
    }
  });
});
