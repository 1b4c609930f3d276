import { describe, expect, test } from "vitest";
import { interruptible } from "../../scripts/interruption.ts";

const listeners = () => [process.listenerCount("SIGINT"), process.listenerCount("SIGTERM")];

describe("interruptible", () => {
  test("gives back what the work gives, and listens no longer", async () => {
    const before = listeners();
    const result = await interruptible(async (signal) => {
      expect(listeners()).toEqual(before.map((count) => count + 1));
      return signal.aborted;
    });
    expect(result).toBe(false);
    expect(listeners()).toEqual(before);
  });

  test.each(["SIGINT", "SIGTERM"] as const)(
    "%s aborts the signal; a second one changes nothing",
    async (name) => {
      const before = listeners();
      const work = interruptible(async (signal) => {
        process.emit(name);
        // Without a listener Node ends the process at the next one, before anything is cleaned up.
        expect(listeners()).toEqual(before.map((count) => count + 1));
        process.emit(name);
        signal.throwIfAborted();
      });
      await expect(work).rejects.toMatchObject({ name: "AbortError" });
      expect(listeners()).toEqual(before);
    },
  );
});
