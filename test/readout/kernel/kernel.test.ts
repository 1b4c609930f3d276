import { expect, it } from "vitest";
import { compileKernel } from "../../../scripts/dev/compile-kernel.ts";
import { bytesOf, createKernel, hasKernel, reserve } from "../../../src/readout/kernel/kernel.ts";
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
  const sizes = { a: 17, b: 4, c: 70_000 };
  expect(bytesOf(sizes)).toBe(32 + 16 + 70_000);
  const kernel = createKernel(bytesOf(sizes));
  expect(reserve(kernel, sizes)).toEqual({ a: 0, b: 32, c: 48 });
  expect(reserve(kernel, { d: 1 })).toEqual({ d: 70_048 });
  expect(kernel.used).toBe(70_064);
  expect(kernel.buffer.byteLength).toBe(2 * 65_536);
  expect(createKernel(1).buffer).not.toBe(kernel.buffer);
});
