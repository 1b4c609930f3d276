import { expect, it } from "vitest";
import { allocate } from "../../src/event/columns.ts";
import { Particles } from "../../src/event/particles.ts";
import { truthColumns, truthOf } from "../../src/event/truth.ts";

it("writes into the columns of the batch, with the particles it is given", () => {
  const batch = allocate({ ...truthColumns, other: { unit: "1", about: "of a part" } }, 3);
  const particles = new Particles();
  const truth = truthOf(batch, particles);
  expect(truth.particles).toBe(particles);
  truth.columns.beamEnergy[2] = 100;
  expect(Array.from(batch.columns.beamEnergy)).toEqual([0, 0, 100]);
});

it("has an empty list of its own without particles", () => {
  const batch = allocate(truthColumns, 1);
  expect(truthOf(batch).particles.count).toBe(0);
  expect(truthOf(batch).particles).not.toBe(truthOf(batch).particles);
});

it("keeps the event number and the weight exact: no float32 holds 2^53 - 1 or 1e-60", () => {
  const { columns } = truthOf(allocate(truthColumns, 1));
  columns.event[0] = Number.MAX_SAFE_INTEGER;
  columns.weight[0] = 1e-60;
  expect(columns.event[0]).toBe(Number.MAX_SAFE_INTEGER);
  expect(columns.weight[0]).toBe(1e-60);
});
