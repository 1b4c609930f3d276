import { Bar, Presets } from "cli-progress";

/** Tells how far a run has come: nothing, a bar on a terminal, or a line every ten seconds elsewhere. */
export interface Progress {
  add(events: number): void;
  stop(): void;
}

const lineEvery = 10_000; // ms

/** Progress over `total` events, or other things, on stderr. */
export function showProgress(
  total: number,
  quiet: boolean,
  out: NodeJS.WriteStream = process.stderr,
  what = "events",
): Progress {
  if (quiet) return { add: () => {}, stop: () => {} };
  if (out.isTTY) return terminalBar(total, out, what);
  const start = performance.now();
  let last = start;
  let done = 0;
  return {
    add: (events) => {
      done += events;
      const now = performance.now();
      if (now - last < lineEvery && done < total) return;
      last = now;
      const rate = done / ((now - start) / 1000);
      const left = (total - done) / rate;
      out.write(`${done} of ${total} ${what}, ${Math.round(rate)} ${what}/s, ${left.toFixed(0)} s left\n`);
    },
    stop: () => {},
  };
}

function terminalBar(total: number, stream: NodeJS.WriteStream, what: string): Progress {
  const wide = (stream.columns ?? 80) >= 70;
  const format = wide
    ? `{bar} {percentage} % | {value} of {total} ${what} | {rate} ${what}/s | {left} s left`
    : `{percentage} % | {rate} ${what}/s | {left} s left`;
  const bar = new Bar(
    { format, stream, hideCursor: true, barsize: 20, clearOnComplete: true, fps: 5 },
    Presets.shades_classic,
  );
  const start = performance.now();
  let done = 0;
  bar.start(total, 0, { rate: "-", left: "-" });
  return {
    add: (events) => {
      done += events;
      const rate = done / ((performance.now() - start) / 1000);
      bar.update(done, { rate: Math.round(rate), left: Math.ceil((total - done) / rate) });
    },
    stop: () => bar.stop(),
  };
}
