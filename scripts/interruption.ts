/**
 * Does `work` with a signal that Ctrl-C or SIGTERM aborts, so that it can clean up. A second Ctrl-C changes nothing: npm passes on
 * the one that the terminal has sent already.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = (): void => controller.abort();
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  try {
    return await work(controller.signal);
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}
