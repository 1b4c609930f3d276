import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { openEventFile } from "../../src/node/event-file.ts";
import { purpose } from "../../src/random/purpose.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { inFolder, listing } from "../scripts/aprime.ts";
import { aprime, atEvent, begin, type Place, sha256 } from "./fault.ts";
import { kills } from "./kills.ts";

/** How often each is killed, at a moment drawn anew. */
const moments = 4;

/** How often a killed run had something aside, or was done. */
const found = { nothing: 0, aside: 0, done: 0 };

describe.concurrent("kill -9 leaves a whole file or none, and the next run clears up:", () => {
  test.for(kills)("$fault", { timeout: 300_000 }, async ({ line, file, before, again }) => {
    await inFolder(async (folder) => {
      const place: Place = { folder, examples: folder };
      const path = join(folder, file);
      const start = performance.now();
      // A process of its own, as those that are killed: its duration says when.
      expect((await begin(place, line).ended).code).toBe(0);
      const whole = { duration: performance.now() - start, sha256: sha256(path) };
      rmSync(path);
      const earlier = before && (await make(place, line, file, before));

      const random = new RandomStream(runKeyFromSeed("kill")).seek(0, purpose(line));
      for (let k = 0; k < moments; k++) {
        rmSync(join(folder, "out"), { recursive: true, force: true });
        if (earlier === undefined) rmSync(path, { force: true });
        else writeFileSync(path, earlier);
        const { child, ended } = begin(place, line);
        await wait(1.1 * whole.duration * random.uniform());
        child.kill("SIGKILL");
        const { stderr } = await ended;
        expect(stderr).toBe("");
        const done = existsSync(path) && sha256(path) === whole.sha256;
        const asBefore = earlier === undefined ? !existsSync(path) : readFileSync(path).equals(earlier);
        expect(done || asBefore, "whole, or as it was").toBe(true);
        found[done ? "done" : listing(folder).some((name) => name.endsWith(".part")) ? "aside" : "nothing"]++;
        expect(existsSync(join(folder, "out", "cutflow.json")) && !done, "a cut flow of no events").toBe(
          false,
        );
      }

      const last = `${line.replace(/ --(force|resume)$/, "")} ${again}`;
      expect((await aprime(place, last)).code).toBe(0);
      expect(sha256(path)).toBe(whole.sha256);
      expect(listing(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
      expect(await aprime(place, `inspect ${file}`)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining("whole: "),
      });
    });
  });
});

afterAll(() => {
  // Moments that all came too early, or too late, would show nothing.
  expect(Object.values(found).reduce((sum, count) => sum + count)).toBe(moments * kills.length);
  expect(found.aside).toBeGreaterThan(2);
});

/** The bytes of what is there before a run: a file of other events, or the beginning of its own. */
async function make(place: Place, line: string, file: string, before: "older" | "begun"): Promise<Buffer> {
  const path = join(place.folder, file);
  if (before === "older") await aprime(place, line.replace("3000", "30"));
  else await aprime(place, line, { first: atEvent(640, 'process.kill(process.pid, "SIGINT");') });
  const source = await openEventFile(path);
  await source.close();
  expect(source.metadata.complete).toBe(before === "older");
  return readFileSync(path);
}
