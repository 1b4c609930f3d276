import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { LostThread } from "../../src/node/lost-thread.ts";
import { type ThreadWatch, WorkerPool } from "../../src/node/worker-pool.ts";
import { InputError } from "../../src/tables/input-error.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "aprime-pool-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const pools: WorkerPool<never, never>[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

let modules = 0;

/** A pool of threads that run `code`; in it, `on(task => ...)` answers tasks, `data` is what the pool was given. */
function poolOf<T, R>(
  count: number,
  code: string,
  data: unknown = undefined,
  watch?: ThreadWatch,
): WorkerPool<T, R> {
  const file = join(folder, `worker-${modules++}.mjs`);
  const head = `import { parentPort, workerData as data } from "node:worker_threads";
const on = (answer) => parentPort.on("message", async (task) => parentPort.postMessage(await answer(task)));
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
`;
  writeFileSync(file, head + code);
  return keep(new WorkerPool<T, R>(pathToFileURL(file), data, count, watch));
}

function keep<T, R>(pool: WorkerPool<T, R>): WorkerPool<T, R> {
  pools.push(pool as unknown as WorkerPool<never, never>);
  return pool;
}

/** How each promise ends: its value, or the message of its error; "hangs" if it does not within 5 s. */
async function endings(promises: readonly Promise<unknown>[]): Promise<unknown[]> {
  const late = () => new Promise((done) => setTimeout(done, 5000, "hangs").unref());
  return Promise.all(
    promises.map((promise) => Promise.race([promise.catch((error: Error) => error.message), late()])),
  );
}

describe("tasks", () => {
  test.each([1, 2, 3])("each gets its own answer, with %d threads", async (count) => {
    // Early tasks take longer, so that answers come in another order than tasks.
    const pool = poolOf<number, number>(count, "on(async (k) => { await wait(20 - k); return k * k; });");
    const tasks = Array.from({ length: 20 }, (_, k) => k);
    expect(await Promise.all(tasks.map((k) => pool.run(k)))).toEqual(tasks.map((k) => k * k));
  });

  test("a thread has one at a time, and no thread idles while tasks wait", async () => {
    const most = new Int32Array(new SharedArrayBuffer(12));
    const pool = poolOf<number, number>(
      3,
      `let here = 0;
      on(async () => {
        here++;
        const everywhere = Atomics.add(data, 0, 1) + 1;
        if (here > Atomics.load(data, 1)) Atomics.store(data, 1, here);
        if (everywhere > Atomics.load(data, 2)) Atomics.store(data, 2, everywhere);
        await wait(30);
        here--;
        Atomics.sub(data, 0, 1);
      });`,
      most,
    );
    await Promise.all(Array.from({ length: 12 }, (_, k) => pool.run(k)));
    const [left, inOne, inAll] = most;
    expect({ left, inOne, inAll }).toEqual({ left: 0, inOne: 1, inAll: 3 });
  });

  test("every thread gets the data of the pool", async () => {
    const pool = poolOf<null, unknown>(2, "on(async () => { await wait(10); return data; });", {
      seed: "x",
      key: Uint32Array.of(1, 2),
    });
    const data = { seed: "x", key: Uint32Array.of(1, 2) };
    expect(await Promise.all([pool.run(null), pool.run(null)])).toEqual([data, data]);
  });

  test("takes arrays that a thread hands over without a copy", async () => {
    const pool = poolOf<number, Float64Array>(
      1,
      `parentPort.on("message", (size) => {
        const values = new Float64Array(size).fill(7);
        parentPort.postMessage(values, [values.buffer]);
        if (values.length !== 0) throw new Error("was copied");
      });`,
    );
    expect(await pool.run(3)).toEqual(Float64Array.of(7, 7, 7));
    expect(await pool.run(2)).toEqual(Float64Array.of(7, 7));
  });
});

describe("a failure is an error, and never a hang:", () => {
  const sometimes = `on(async (k) => { await wait(10); if (k === 1) throw new Error("at " + k); return k; });`;

  test("of one task, with tasks before and after it", async () => {
    const pool = poolOf<number, number>(1, sometimes);
    const promises = [0, 1, 2, 3, 4, 5].map((k) => pool.run(k));
    expect(await endings(promises)).toEqual([0, "at 1", "at 1", "at 1", "at 1", "at 1"]);
    expect(await endings([pool.run(6)]), "and of what comes later").toEqual(["at 1"]);
  });

  test("in one of several threads", async () => {
    const pool = poolOf<number, number>(
      2,
      `on(async (k) => { if (k === 1) throw new Error("at 1"); await wait(60_000); return k; });`,
    );
    expect(await endings([0, 1, 2, 3, 4].map((k) => pool.run(k)))).toEqual(Array(5).fill("at 1"));
  });

  test("of the module, before any task", async () => {
    const pool = poolOf<number, number>(2, `throw new Error("cannot be prepared");`);
    expect(await endings([pool.run(0), pool.run(1), pool.run(2)])).toEqual(
      Array(3).fill("cannot be prepared"),
    );
    expect(await endings([pool.run(3)])).toEqual(["cannot be prepared"]);
  });

  test("a module that is not there", async () => {
    const pool = keep(new WorkerPool(pathToFileURL(join(folder, "gone.mjs")), undefined, 1));
    expect((await endings([pool.run(0)]))[0]).toMatch(/Cannot find module .*gone\.mjs/);
  });

  test.each([3, 0])("a thread that ends itself with code %d, and so does the next", async (code) => {
    const pool = poolOf<number, number>(1, `on(async () => process.exit(${code}));`);
    expect(await endings([pool.run(0), pool.run(1)])).toEqual(
      Array(2).fill(
        `a worker thread ended by itself, with code ${code}, and so did the one that replaced it`,
      ),
    );
    await expect(pool.run(2)).rejects.toBeInstanceOf(LostThread);
  });

  test("an answer that cannot be sent", async () => {
    const pool = poolOf<number, number>(1, "on(() => () => 1);");
    expect(await endings([pool.run(0)])).toEqual(["a worker thread failed without saying why"]);
  });
});

describe("a thread that is lost", () => {
  test("once is replaced, and its task done again", async () => {
    const lost = new Int32Array(new SharedArrayBuffer(4));
    const pool = poolOf<number, number>(
      2,
      `on(async (k) => {
        if (k === 3 && Atomics.add(data, 0, 1) === 0) process.exit(9);
        await wait(5);
        return k * k;
      });`,
      lost,
    );
    const tasks = Array.from({ length: 12 }, (_, k) => k);
    expect(await endings(tasks.map((k) => pool.run(k)))).toEqual(tasks.map((k) => k * k));
    expect(lost[0]).toBe(2);
  });

  test("while it has nothing to do is replaced when it is needed", async () => {
    const pool = poolOf<string, string>(
      1,
      `on((word) => { setTimeout(() => process.exit(1), word === "go" ? 0 : 1e6).unref(); return word; });`,
    );
    expect(await pool.run("go")).toBe("go");
    await new Promise((done) => setTimeout(done, 200));
    expect(await endings([pool.run("again")])).toEqual(["again"]);
  });
});

describe("an error of the user's", () => {
  test("is one again when it has come from its thread", async () => {
    const problems = [{ where: "here", what: "is wrong" }];
    const pool = poolOf<number, number>(
      1,
      `on(() => { throw Object.assign(new Error("x"), { name: "InputError", problems: data }); });`,
      problems,
    );
    const error = await pool.run(0).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).problems).toEqual(problems);
  });
});

describe("threads that are watched", () => {
  const watch: ThreadWatch = {
    limit: 100,
    late: (event) => new Error(`late at ${event}`),
    lost: (event) => new Error(`lost at ${event}`),
    blame: (error) => new Error(`blamed: ${error.message}`),
  };
  const tell = "const tell = (event) => Atomics.store(data.told, 0, BigInt(event));";

  test("end when they stay at one event, even in a loop without end", async () => {
    const pool = poolOf<number, number>(
      2,
      `${tell} on((k) => { tell(k); for (;;) if (k < 5) { tell(-2); return k; } });`,
      { given: 1 },
      watch,
    );
    expect(await endings([3, 17, 4].map((k) => pool.run(k)))).toEqual([3, "late at 17", 4]);
    const begun = performance.now();
    await pool.close();
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  test("say so when they have not come to an event", async () => {
    const slow = poolOf<number, number>(1, `${tell} tell(-1); for (;;);`, {}, { ...watch, limit: 10 });
    expect(await endings([slow.run(0)])).toEqual(["late at undefined"]);
  });

  test("tell of what is lost, and whose error it is", async () => {
    const pool = poolOf<number, number>(1, `${tell} on((k) => { tell(k); process.exit(0); });`, {}, watch);
    expect(await endings([pool.run(9)])).toEqual(["lost at 9"]);
    const other = poolOf<number, number>(1, `on(() => { throw new Error("x"); });`, {}, watch);
    expect(await endings([other.run(0)])).toEqual(["blamed: x"]);
  });

  test("print to stderr: stdout is for the answer", async () => {
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const pool = poolOf<number, number>(
      1,
      `on(async (k) => { console.log("seen", k); await wait(100); return k; });`,
      {},
      watch,
    );
    await pool.run(5);
    const written = write.mock.calls.map(([text]) => String(text)).join("");
    write.mockRestore();
    expect(written).toBe("seen 5\n");
  });
});

describe("fail", () => {
  test("ends what runs and waits, with that error, and what comes later", async () => {
    const pool = poolOf<number, number>(1, "on(() => wait(60_000));");
    const ended = endings([pool.run(0), pool.run(1)]);
    pool.fail(new Error("enough"));
    expect(await ended).toEqual(["enough", "enough"]);
    expect(await endings([pool.run(2)])).toEqual(["enough"]);
  });
});

describe("close", () => {
  test("ends threads at work; their tasks fail, and so do later ones", async () => {
    const pool = poolOf<number, number>(2, "on(() => wait(60_000));");
    const promises = [0, 1, 2].map((k) => pool.run(k));
    const ended = endings(promises);
    await pool.close();
    expect(await ended).toEqual(Array(3).fill("the worker threads were ended"));
    expect(await endings([pool.run(3)])).toEqual(["the worker threads were ended"]);
  });

  test("may come twice, and after a failure", async () => {
    const pool = poolOf<number, number>(1, `throw new Error("x");`);
    await endings([pool.run(0)]);
    await pool.close();
    await pool.close();
    expect(await endings([pool.run(1)])).toEqual(["x"]);
  });
});
