import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { InputError } from "../tables/input-error.ts";

/**
 * A file that is complete or absent: it is written aside, to a name of this process, and gets its own when it is whole and on the
 * disk. Two processes never write the same file: the second one is refused. What a killed one left aside is cleared away.
 */
export class OutputFile {
  readonly path: string;
  readonly #aside: string;
  readonly #handle: FileHandle;
  /** The topmost folder that was made for it. */
  readonly #made: string | undefined;
  #finished = false;

  private constructor(path: string, aside: string, handle: FileHandle, made: string | undefined) {
    this.path = path;
    this.#aside = aside;
    this.#handle = handle;
    this.#made = made;
  }

  /** Begins a file, in a folder that is made if it is not there. */
  static async create(path: string): Promise<OutputFile> {
    const aside = asideOf(path, hostname(), process.pid);
    return telling(path, async () => {
      const made = makeFolder(dirname(path));
      const file = new OutputFile(path, aside, await open(aside, "w"), made);
      try {
        refuseOthers(path);
      } catch (error) {
        await file.discard();
        throw error;
      }
      return file;
    });
  }

  async write(chunks: readonly Uint8Array[]): Promise<void> {
    await telling(this.path, async () => {
      for (const chunk of chunks) await this.#handle.writeFile(chunk);
    });
  }

  /** Waits for the disk: what can fail for want of space has been done then. */
  async finish(): Promise<void> {
    await telling(this.path, async () => {
      await this.#handle.sync();
      await this.#handle.close();
    });
    this.#finished = true;
  }

  /** Gives the file its name, when it is on the disk. */
  async commit(): Promise<void> {
    if (!this.#finished) await this.finish();
    await telling(this.path, async () => {
      await rename(this.#aside, this.path);
      await syncFolder(dirname(this.path));
    });
  }

  /** Leaves nothing behind, nor a folder that was made for it. */
  async discard(): Promise<void> {
    await this.#handle.close().catch(() => {});
    await rm(this.#aside, { force: true });
    if (this.#made !== undefined) removeEmpty(dirname(this.path), this.#made);
  }
}

/** Writes a whole file, complete or absent. */
export async function writeOutput(path: string, content: string | Uint8Array): Promise<void> {
  const file = await OutputFile.create(path);
  try {
    await file.write([typeof content === "string" ? Buffer.from(content) : content]);
    await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

/**
 * Makes a folder and those above it; returns the topmost one that it made. Step by step: Node's own way never ends where a
 * folder cannot be, such as below /proc.
 */
export function makeFolder(folder: string): string | undefined {
  const missing: string[] = [];
  for (let at = folder; !existsSync(at); at = dirname(at)) missing.unshift(at);
  for (const path of missing) {
    try {
      mkdirSync(path);
    } catch (error) {
      if (!existsSync(path)) throw error; // else another process was first
    }
  }
  return missing[0];
}

/** Removes a folder and those above it up to `topmost`, as far as they are empty. */
function removeEmpty(folder: string, topmost: string): void {
  for (let at = folder; ; at = dirname(at)) {
    try {
      rmdirSync(at);
    } catch {
      return; // something is in it
    }
    if (at === topmost) return;
  }
}

/** The name aside says whose it is: events.arrow.myhost-4321.part. */
function asideOf(path: string, host: string, pid: number): string {
  return `${path}.${host}-${pid}.part`;
}

/** Refuses if another process writes the file, which begins before it looks: of two that begin together at most one goes on. */
function refuseOthers(path: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(path)}.`)) continue;
    const match = /^(.+)-(\d+)\.part$/.exec(name.slice(basename(path).length + 1));
    if (match === null) continue;
    const [, host, id] = match as unknown as [string, string, string];
    const pid = Number(id);
    if (host === hostname() && pid === process.pid) continue;
    if (host === hostname() && !isRunning(pid)) {
      rmSync(join(folder, name), { force: true });
      continue;
    }
    const what = `is being written by process ${pid} on ${host}: wait for it, or give another name`;
    const unless = `(if that process is none of aprime, remove ${join(folder, name)})`;
    throw new InputError([{ where: path, what: `${what} ${unless}` }]);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // it runs, as another user's
  }
}

/** Makes an error of the file system tell the file that was meant. */
async function telling<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall !== undefined) (error as NodeJS.ErrnoException).path = path;
    throw error;
  }
}

/** A new name is on the disk when its folder is; where folders cannot be synced, the system sees to it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
