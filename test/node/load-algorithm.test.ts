import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { electron } from "../../generators/electron.ts";
import { hashModule, loadAlgorithm, moduleName } from "../../src/node/load-algorithm.ts";
import { packageRoot } from "../../src/node/package-root.ts";
import { idle, preparing } from "../../src/pileup/guard.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { InputError } from "../../src/tables/input-error.ts";
import { oneMomentum, shippedCard, withoutOthers } from "../shipped-card.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "aprime-algorithm-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const key = runKeyFromSeed("load-algorithm.test");

function written(name: string, code: string) {
  const path = join(folder, name);
  writeFileSync(path, code);
  const module = pathToFileURL(path).href;
  return { path, module, sha256: hashModule(module) };
}

const good = `{ name: "mine", about: "mine", prepare: () => () => {} }`;

describe("hashModule", () => {
  test("is the SHA-256 of the bytes: that of FIPS 180-2", () => {
    expect(written("abc.mjs", "abc").sha256).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });
});

test("moduleName is a path from the working folder, or the whole one", () => {
  expect(moduleName(pathToFileURL(join(process.cwd(), "a b", "mine.mjs")).href)).toBe("a b/mine.mjs");
  expect(moduleName(pathToFileURL("/mine.mjs").href)).toBe("/mine.mjs");
});

describe("loadAlgorithm", () => {
  test.each([
    ["mine.mjs", `export default ${good};`],
    ["mine.cjs", `module.exports = ${good};`],
    ["typeless.js", `module.exports = ${good};`],
  ])("takes a module of any kind: %s", async (name, code) => {
    const heard: number[] = [];
    const algorithm = await loadAlgorithm(written(name, code), key, (event) => heard.push(event));
    expect(algorithm).toMatchObject({ name: "mine", about: "mine" });
    expect(heard).toEqual([preparing, idle]);
  });

  test.each([
    ["imports what is not there", `import "./gone.mjs";`, /^\S+gone\.mjs, which is not there$/],
    ["imports a package that is not there", `import "no-such-package";`, /^no-such-package, which is not/],
  ])("tells of one that %s", async (name, code, what) => {
    const own = written(`${name.replaceAll(" ", "-")}.mjs`, code);
    const error = await loadAlgorithm(own, key).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).problems[0]).toEqual({
      where: own.path,
      what: expect.stringMatching(new RegExp(`^imports ${what.source.slice(1)}`)),
    });
  });

  test("tells of one that was changed since it was hashed", async () => {
    const own = written("changed.mjs", `export default ${good};`);
    writeFileSync(own.path, `export default ${good}; // better`);
    await expect(loadAlgorithm(own, key)).rejects.toThrow(
      `${own.path}: was changed while the events were made; start again`,
    );
  });
});

describe("the module that `aprime pileup --init` writes", () => {
  const sets = [...withoutOthers, ...oneMomentum];

  test("reads isolated electrons as highest-sample does, without its bias, and leaves empty cells empty", async () => {
    const module = pathToFileURL(join(packageRoot(), "data", "pileup-algorithm.mjs")).href;
    const own = await loadAlgorithm({ module, sha256: hashModule(module) }, key);
    const card = shippedCard([...sets, "pileup.algorithm=highest-sample"]);
    const events = 150;
    const simulate = (algorithm?: typeof own) =>
      prepareSimulation(electron.prepare({}, card), card, key, undefined, undefined, algorithm)(0, events)
        .columns;
    const [mine, highest] = [simulate(own), simulate()];
    const ratios = Array.from(mine.ecalEnergy, (energy, i) => energy / highest.ecalEnergy[i]!);
    // Single events by noise of some cells of 1 count, 30 MeV; a highest sample, of several, errs upwards.
    for (const ratio of ratios) expect(Math.abs(ratio - 1)).toBeLessThan(0.02);
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / events;
    expect(mean).toBeGreaterThan(0.99);
    expect(mean).toBeLessThan(1);
    const quiet = (energies: Float32Array) => energies.filter((energy) => energy < 0.5).length;
    expect(quiet(mine.hcalEnergy as Float32Array)).toBeGreaterThanOrEqual(
      quiet(highest.hcalEnergy as Float32Array),
    );
  });
});
