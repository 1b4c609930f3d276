import { createContext, Script } from "node:vm";

const call = new Script("work()");

/**
 * Does `work`, which must not wait for anything, and stops it where it stands after `limit`, ms: `late` makes the error then. Ctrl-C stops it too,
 * as an AbortError. For code of the user's in this thread, which nothing else could stop: timers and signals wait until it is done.
 */
export function withinTime<T>(work: () => T, limit: number, late: () => Error): T {
  try {
    return call.runInContext(createContext({ work }), { timeout: limit, breakOnSigint: true }) as T;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ERR_SCRIPT_EXECUTION_TIMEOUT") throw late();
    if (code === "ERR_SCRIPT_EXECUTION_INTERRUPTED") throw new DOMException("interrupted", "AbortError");
    throw error;
  }
}
