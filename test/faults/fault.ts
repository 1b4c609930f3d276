import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { openEventFile } from "../../src/node/event-file.ts";
import { listing, type Outcome, program, watch } from "../scripts/aprime.ts";
import { callWarm } from "../scripts/call-warm.ts";

/** The folder of a row, and that of the examples, which is only to be read. */
export interface Place {
  readonly folder: string;
  readonly examples: string;
}

/** A row of docs/faults.md. */
export interface Row {
  readonly fault: string;
  /** How the program ends; null where a signal ends it. */
  readonly code: 0 | 1 | 2 | 130 | null;
  /** What it says on stderr, after "aprime:" and "this cannot be used:", with "…" for what varies; "" is nothing at all. */
  readonly says: string;
  readonly lost: string;
}

/** Something that goes wrong, and what the built program makes of it: a test, and a row of docs/faults.md. */
export interface Fault extends Row {
  /** Why the fault cannot be made here; the row is skipped then, and the reason told. */
  readonly impossible?: () => string | undefined;
  /** Puts into the folder what the call finds there. */
  readonly given?: (place: Place) => unknown;
  /** Words of the command line, or another way to call the program. */
  readonly call: string | ((place: Place) => Promise<Outcome>);
  /** Files that the call makes, changes or removes; all others are as they were, to the byte. */
  readonly changes?: readonly string[];
  /** What is in those files, and that the good result follows. */
  readonly afterwards?: (place: Place, outcome: Outcome) => Promise<unknown>;
}

export const nothing = "nothing";

/** Makes the fault, and checks all that its row says. */
export async function provoke({ call, given, code, says, changes = [], afterwards }: Fault, place: Place) {
  await given?.(place);
  const before = contents(place.folder, changes);
  const outcome = typeof call === "string" ? await aprime(place, call) : await call(place);
  const { stdout, stderr } = outcome;
  expect({ code: outcome.code, stderr }).toEqual({
    code,
    stderr: says === "" ? "" : expect.stringMatching(patternOf(says)),
  });
  if (code !== 1) expect(stdout + stderr).not.toMatch(/a bug of ours|\n\s+at |node:internal|\.js:\d|Warning/);
  const after = contents(place.folder, changes);
  // A program that is killed cannot clear up; the next one does.
  if (code === null) for (const name of newAside(before, after)) delete after[name];
  expect(after).toEqual(before);
  expect(changes.filter((file) => file.endsWith(".part") && existsSync(join(place.folder, file)))).toEqual(
    [],
  );
  await afterwards?.(place, outcome);
}

function newAside(before: object, after: object): string[] {
  return Object.keys(after).filter((name) => name.endsWith(".part") && !(name in before));
}

/** What is said as a pattern, in which "…" stands for anything, and any space for any other. */
function patternOf(text: string): RegExp {
  const pieces = text.split("…").map((piece) =>
    piece
      .split(/\s+/)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("\\s+"),
  );
  return new RegExp(`aprime:\\s+(?:\\S+ (?:things )?cannot be used:\\s+)?${pieces.join("[^]*")}`);
}

/** All that is below a folder, with a hash of each file, but for some files. */
function contents(folder: string, without: readonly string[]): Record<string, string> {
  const files = listing(folder).filter((name) => !without.includes(name));
  return Object.fromEntries(
    files.map((name) => {
      const path = join(folder, name);
      const status = statSync(path);
      return [name, status.isFile() && (status.mode & 0o400) !== 0 ? sha256(path) : "not a file to read"];
    }),
  );
}

export function sha256(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** How the program is called, where it is not just with words. */
export interface Circumstances {
  /** Code that runs in each of its threads before its own. */
  readonly first?: string;
  /** A user that owns nothing, if the tests are run by root; the same user otherwise. */
  readonly asNobody?: boolean;
}

/** Starts the built program in the folder; its words are separated by spaces. */
export function begin({ folder }: Place, line: string, { first, asNobody = false }: Circumstances = {}) {
  const nobody = asNobody && process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const child = spawn(process.execPath, [program, ...line.split(" ")], {
    cwd: folder,
    ...nobody,
    env: { ...process.env, ...(first !== undefined && { NODE_OPTIONS: preload(first) }) },
  });
  return watch(child);
}

/** Runs it to its end; where the circumstances are the usual ones, as tests of other commands do. */
export function aprime(place: Place, line: string, circumstances?: Circumstances): Promise<Outcome> {
  return circumstances === undefined
    ? callWarm(place.folder, line.split(" "))
    : begin(place, line, circumstances).ended;
}

/** Runs lines of bash, in which `aprime` is the program; a pipe ends as its first command does, if that fails. */
export function bash({ folder }: Place, line: string): Promise<Outcome> {
  const words = `node="${process.execPath}" program="${program}"; aprime() { "$node" "$program" "$@"; }\nset -o pipefail\n${line}`;
  return watch(spawn("bash", ["-c", words], { cwd: folder })).ended;
}

function preload(code: string): string {
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
}

/** Code that does `action` in a worker thread when it has simulated the batch that begins with an event. */
export function atEvent(event: number, action: string): string {
  return `import { isMainThread, parentPort } from "node:worker_threads";
    import { existsSync, writeFileSync } from "node:fs";
    if (!isMainThread) {
      const post = parentPort.postMessage.bind(parentPort);
      parentPort.postMessage = (batch, transfer) => {
        if (batch.columns.event[0] === ${event}) { ${action} }
        post(batch, transfer);
      };
    }`;
}

/** Code that sends the program a signal as soon as it listens for Ctrl-C. */
export const interruptAtOnce = `import { isMainThread } from "node:worker_threads";
  if (isMainThread) process.on("newListener", (name) => {
    if (name === "SIGINT") process.nextTick(() => process.kill(process.pid, "SIGINT"));
  });`;

/** Puts a file into the folder. */
export function write(name: string, content: string | Uint8Array) {
  return ({ folder }: Place): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
}

/** Puts an example into the folder, changed by `change` if it is given. */
export function copy(name: string, as = name, change: (bytes: Buffer) => Uint8Array = (bytes) => bytes) {
  return (place: Place): void => write(as, change(readFileSync(join(place.examples, name))))(place);
}

export function all(...given: ((place: Place) => unknown)[]) {
  return async (place: Place): Promise<void> => {
    for (const give of given) await give(place);
  };
}

/** Says that a file of the folder has the bytes of an example. */
export function expectSame({ folder, examples }: Place, name: string, example: string): void {
  const [mine, wanted] = [readFileSync(join(folder, name)), readFileSync(join(examples, example))];
  expect(mine.equals(wanted), `${name} is ${example} to the byte`).toBe(true);
}

/** Says that a call ends well, and that a file has the bytes of an example then. */
export function mended(line: string, name: string, example: string) {
  return async (place: Place): Promise<void> => {
    expect(await aprime(place, line)).toMatchObject({ code: 0 });
    expectSame(place, name, example);
    expect(listing(place.folder).filter((file) => file.endsWith(".part"))).toEqual([]);
  };
}

/** What an event file of the folder tells of itself; it is checked to be whole. */
export async function told({ folder }: Place, name: string): Promise<Record<string, unknown>> {
  const file = await openEventFile(join(folder, name));
  for await (const _ of file.groups()); // to the last row
  await file.close();
  return file.metadata;
}
