import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { allocateTold, eventOf, tellInto, watchTold } from "../../src/node/time-limit.ts";
import { idle, preparing } from "../../src/pileup/guard.ts";

describe("what is told", () => {
  test("is an event number, as large as they come", () => {
    const told = allocateTold();
    expect(eventOf(told), "a new thread").toBeUndefined();
    for (const event of [0, 17, 2 ** 40, Number.MAX_SAFE_INTEGER]) {
      tellInto(told)(event);
      expect(eventOf(told)).toBe(event);
    }
    for (const none of [idle, preparing]) {
      tellInto(told)(none);
      expect(eventOf(told)).toBeUndefined();
    }
  });
});

describe("watchTold", () => {
  const stops: (() => void)[] = [];
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
    vi.useRealTimers();
  });

  function watched(limit: number) {
    const told = allocateTold();
    const late = vi.fn();
    const stop = watchTold(told, limit, late);
    stops.push(stop);
    return { tell: tellInto(told), late, stop };
  }

  test("is late after the limit at one event, and a tenth of it more at most; once", () => {
    const { tell, late } = watched(1000);
    vi.advanceTimersByTime(3050);
    tell(4);
    vi.advanceTimersByTime(1000);
    expect(late).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(late).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(10_000);
    expect(late).toHaveBeenCalledTimes(1);
  });

  test("is not late where events follow each other, however long they take together", () => {
    const { tell, late } = watched(1000);
    for (let event = 0; event < 20; event++) {
      tell(event);
      vi.advanceTimersByTime(900);
    }
    expect(late).not.toHaveBeenCalled();
  });

  test("a thread that waits for work is never late", () => {
    const { tell, late } = watched(1000);
    vi.advanceTimersByTime(1e6);
    tell(3);
    vi.advanceTimersByTime(500);
    tell(idle);
    vi.advanceTimersByTime(1e6);
    expect(late).not.toHaveBeenCalled();
  });

  test("may take 30 times as long to load and to prepare", () => {
    const { tell, late } = watched(1000);
    tell(preparing);
    vi.advanceTimersByTime(29_900);
    expect(late).not.toHaveBeenCalled();
    vi.advanceTimersByTime(200);
    expect(late).toHaveBeenCalledTimes(1);
  });

  test("ends when it is told to", () => {
    const { tell, late, stop } = watched(1000);
    tell(3);
    vi.advanceTimersByTime(900);
    stop();
    vi.advanceTimersByTime(1e5);
    expect(late).not.toHaveBeenCalled();
  });

  test("does not mind that the clock jumps while nothing runs", async () => {
    vi.useRealTimers();
    const { tell, late } = watched(400);
    tell(3);
    await wait(50);
    const end = performance.now() + 600;
    while (performance.now() < end); // the thread that looks cannot
    await wait(5);
    expect(late).not.toHaveBeenCalled();
  });
});
