import { expect, it } from "vitest";
import { compileKernel } from "../../../scripts/dev/compile-kernel.ts";
import { hasKernel, instantiateKernel } from "../../../src/readout/kernel/kernel.ts";
import { kernelModule } from "../../../src/readout/kernel/kernel-module.ts";

it("is what its sources compile to", async () => {
  const text = await compileKernel();
  const compiled = [...text.matchAll(/"([^"]+)"/g)].map(([, line]) => line).join("");
  expect(kernelModule === compiled, "after a change of assembly/: npm run build:kernel").toBe(true);
});

it("runs in every Node version that is meant", () => {
  expect(hasKernel).toBe(true);
});

it("has arrays one behind the other, from multiples of 16 on, in a memory of its own", () => {
  const { place, buffer } = instantiateKernel({ a: 17, b: 4, c: 70_000 });
  expect(place).toEqual({ a: 0, b: 32, c: 48 });
  expect(buffer.byteLength).toBe(2 * 65_536);
  expect(instantiateKernel({ a: 1 }).buffer).not.toBe(buffer);
});
