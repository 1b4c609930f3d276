import { Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { showProgress } from "../../scripts/progress.ts";

/** A stream that keeps what is written to it, as stderr would show it. */
function screen(isTTY: boolean, columns = 100) {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  const terminal = { cursorTo: () => {}, clearLine: () => {}, moveCursor: () => {} };
  return {
    written,
    stream: Object.assign(stream, terminal, { isTTY, columns }) as unknown as NodeJS.WriteStream,
  };
}

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ["performance", "setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("away from a terminal", () => {
  test("a line at most every ten seconds, with events per second and time left, and one at the end", () => {
    const { written, stream } = screen(false);
    const progress = showProgress(1000, false, stream);
    for (let second = 0; second < 20; second++) {
      vi.advanceTimersByTime(1000);
      progress.add(50);
    }
    progress.stop();
    expect(written).toEqual([
      "500 of 1000 events, 50 events/s, 10 s left\n",
      "1000 of 1000 events, 50 events/s, 0 s left\n",
    ]);
  });
});

describe("on a terminal", () => {
  test.each([
    [100, /50 % \| 500 of 1000 events \| 50 events\/s \| 10 s left/],
    [60, /^50 % \| 50 events\/s \| 10 s left/],
  ])("a bar with events per second and time left, in %s columns", (columns, expected) => {
    const { written, stream } = screen(true, columns);
    const progress = showProgress(1000, false, stream);
    vi.advanceTimersByTime(10_000);
    progress.add(500);
    vi.advanceTimersByTime(1000);
    progress.stop();
    expect(written.some((text) => expected.test(text))).toBe(true);
    expect(written.every((text) => text.length <= columns)).toBe(true);
  });
});

test("--quiet says nothing", () => {
  for (const isTTY of [true, false]) {
    const { written, stream } = screen(isTTY);
    const progress = showProgress(10, true, stream);
    progress.add(10);
    progress.stop();
    expect(written).toEqual([]);
  }
});
