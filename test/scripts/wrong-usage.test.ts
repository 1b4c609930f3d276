import { describe, expect, test } from "vitest";
import { wrongUsage } from "../../scripts/wrong-usage.ts";

const ofRun =
  "aprime run\n\nOptions:\n  --mass  mass\n  --events  how many\n  --only-event  one\n  --batch-size\n";
const ofAll = "aprime <command>\n\nOptions:\n  --help  Show help\n  --version\n";

/** "where: what" of each problem. */
function told(message: string, words: string, help: string): string[] {
  return wrongUsage(message, words.split(" "), help).map(({ where, what }) => `${where}: ${what}`);
}

describe("wrongUsage", () => {
  test.each([
    [
      "Did you mean run?",
      "rnu --mass 3",
      ofAll,
      'command line: there is no command "rnu"; did you mean "run"?',
    ],
    [
      "Unknown argument: foobar",
      "foobar",
      ofAll,
      'command line: there is no command "foobar"; see aprime --help',
    ],
    [
      "Unknown arguments: json, foobar",
      "--json foobar",
      ofAll,
      'command line: there is no command "foobar"; see aprime --help',
    ],
    ["Unknown argument: hlep", "--hlep", ofAll, "--hlep: is not known; did you mean --help?"],
    ["give a command", "", ofAll, "command line: give a command; see aprime --help"],
    ["Unknown argument: mas", "run --mas 3", ofRun, "--mas: is not known; did you mean --mass?"],
    ["Unknown argument: event", "run --event 3", ofRun, "--event: is not known; did you mean --events?"],
    [
      "Unknown argument: batchsize",
      "run --batchsize 3",
      ofRun,
      "--batchsize: is not known; did you mean --batch-size?",
    ],
    ["Unknown argument: colour", "run --colour 3", ofRun, "--colour: is not known; see aprime run --help"],
    [
      "Unknown argument: extra",
      "run extra",
      ofRun,
      'command line: "extra" is not known here; see aprime run --help',
    ],
    [
      "Not enough arguments following: mass",
      "run --mass",
      ofRun,
      "--mass: needs a value; see aprime run --help",
    ],
    [
      "Not enough non-option arguments: got 0, need at least 1",
      "select",
      "aprime select <file>\n",
      "command line: the event file is missing; see aprime select --help",
    ],
    [
      "Not enough non-option arguments: got 0, need at least 1",
      "display",
      "aprime display <event>\n",
      "command line: the number of the event is missing; see aprime display --help",
    ],
    [
      "Not enough non-option arguments: got 1, need at least 2",
      "convert x.arrow",
      "aprime convert <file> <to>\n",
      "command line: the file to write is missing; see aprime convert --help",
    ],
    [
      "Missing required argument: out",
      "merge x.arrow",
      "aprime merge <files..>\n",
      "--out: is missing; see aprime merge --help",
    ],
    ["something new", "run", ofRun, "command line: something new; see aprime run --help"],
  ])("%s", (message, words, help, problem) => {
    expect(told(message, words, help)).toEqual([problem]);
  });

  test("tells all that is unknown", () => {
    expect(told("Unknown arguments: mas, x, extra", "run extra --mas 3 --x", ofRun)).toEqual([
      "--mas: is not known; did you mean --mass?",
      "--x: is not known; see aprime run --help",
      'command line: "extra" is not known here; see aprime run --help',
    ]);
  });
});
