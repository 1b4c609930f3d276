import { electrons } from "./examples.ts";
import type { Row } from "./fault.ts";

/** A run that is killed four times, each time from the same beginning, and then left to its end. */
export interface Kill extends Row {
  readonly line: string;
  readonly file: string;
  /** What is there before: an older output, or the beginning of this one. */
  readonly before?: "older" | "begun";
  /** What leads to the same file in the end, over whatever the last kill left. */
  readonly again: "--resume" | "--force";
}

const small = `${electrons} --events 3000 --batch-size 64`;

function kill(how: string, kill: Omit<Kill, keyof Row>): Kill {
  const had = {
    older: ", and the older output is as it was",
    begun: ", and the events that were there before still are",
  };
  return {
    fault: `\`kill -9\` of ${how}, at four moments`,
    code: null,
    says: "",
    lost: `the events of this run, unless it was done; the next one clears up${kill.before === undefined ? "" : had[kill.before]}`,
    ...kill,
  };
}

export const kills: readonly Kill[] = [
  // More events than a group has, so that some are on the disk before the end.
  kill("simulate to .arrow", {
    line: `simulate ${electrons} --events 33000 --batch-size 1024 --out x.arrow`,
    file: "x.arrow",
    again: "--resume",
  }),
  kill("simulate --force to .parquet", {
    line: `simulate ${small} --out x.parquet --force`,
    file: "x.parquet",
    before: "older",
    again: "--force",
  }),
  kill("simulate to .csv", { line: `simulate ${small} --out x.csv`, file: "x.csv", again: "--resume" }),
  kill("run", {
    line: `run ${small} --selection calibration --out out`,
    file: "out/events.arrow",
    again: "--resume",
  }),
  kill("simulate --resume", {
    line: `simulate ${small} --out x.arrow --resume`,
    file: "x.arrow",
    before: "begun",
    again: "--resume",
  }),
];
