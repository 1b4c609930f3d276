import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { electrons, thisRun } from "./examples.ts";
import { all, copy, type Fault, mended, nothing, write } from "./fault.ts";

function option(fault: string, call: string, says: string): Fault {
  return { fault, call, code: 2, says, lost: nothing };
}

const varied = `name: mine
about: a card of mine
sources:
  - source: noise
    group: beyond
    variations: [{ name: twice the noise, set: { msadc.noize: 2 }, status: assumed, source: a guess }]
`;
const aRange = "write a number of events, such as 1e6, or a half-open range, such as 5000:10000";

export const options: readonly Fault[] = [
  option("--events 0", `simulate ${electrons} --events 0`, `--events: "0" holds no event; ${aRange}`),
  option(
    "--events -5",
    `simulate ${electrons} --events -5`,
    `--events: "-5" is not a whole number from 0 to 9007199254740991; ${aRange}`,
  ),
  option(
    "--events 1e30",
    `simulate ${electrons} --events 1e30`,
    `--events: "1e30" is not a whole number from 0 to 9007199254740991; ${aRange}`,
  ),
  option(
    "--events many",
    `simulate ${electrons} --events many`,
    `--events: "many" is not a whole number from 0 to 9007199254740991; ${aRange}`,
  ),
  option(
    "--mass below its range",
    "simulate --mass 0.5MeV",
    "--mass: 0.5MeV is out of range: it must be at least 1 MeV and at most 1 GeV (mass of the A')",
  ),
  option(
    "--mass above its range",
    "run --mass 2GeV",
    "--mass: 2GeV is out of range: it must be at least 1 MeV and at most 1 GeV (mass of the A')",
  ),
  option(
    "--mass without its unit",
    "run --mass 20",
    '--mass: "20" has no unit; write an energy with its unit, such as "20 MeV" (mass of the A\')',
  ),
  option(
    "a process that is not known",
    "simulate --process sginal",
    '--process: there is no process "sginal"; known are electron, signal, dimuon, hadron-production, beam, beam-hadron, beam-muon, random-trigger',
  ),
  option(
    "a selection that is not known",
    "run --mass 20MeV --selection sgnal",
    '--selection: there is no selection "sgnal"; did you mean "signal"? known are trigger, signal, calibration, …',
  ),
  option(
    "a command that is not known",
    "simulat --mass 20MeV",
    'command line: there is no command "simulat"; did you mean "simulate"?',
  ),
  option("an option that is not known", "simulate --mas 20MeV", "--mas: is not known; did you mean --mass?"),
  option(
    "events that no pileup algorithm can be compared on",
    "pileup --process beam",
    '--process: "beam" has no place here: what is compared is the reading of dimuon, signal, electron events',
  ),
  option(
    "a systematics card that is not there",
    "systematics --systematics mine.yaml",
    "--systematics: mine.yaml cannot be read: there is no such file; give a systematics card (2016) or the path of one",
  ),
  {
    ...option(
      "a systematics card that varies what the run card has not",
      "systematics --systematics mine.yaml",
      'mine.yaml:6: twice the noise: the card has no "msadc.noize"; there it has samplingPeriod, …',
    ),
    given: write("mine.yaml", varied),
  },
  option(
    "more intensities than are simulated at once",
    "pileup --intensity 5e5:2e7:log:30",
    "--intensity: has 30 values; give from 1 to 20",
  ),
  option(
    "--set of a number that the card has not",
    `simulate ${electrons} --set beam.dutyFacter=0.7`,
    '--set: the card has no "beam.dutyFacter"; there it has momentum, …',
  ),
  option(
    "--resume with --force",
    `simulate ${electrons} --resume --force`,
    "--resume: goes without --force: give one of the two",
  ),
  option(
    "--waveforms selected where nothing is selected",
    `simulate ${electrons} --waveforms selected`,
    "--waveforms: selected needs a selection, which aprime run applies; give all or a number of events",
  ),
  option(
    "an output whose ending tells no format",
    `simulate ${electrons} --out events.root`,
    "events.root: does not tell its format: end its name in .arrow (Arrow IPC), .parquet (Parquet) or .csv (CSV)",
  ),
  {
    ...option(
      "an output that is there already",
      `${thisRun} --out events.arrow`,
      "events.arrow: is there already; --force overwrites it, another name keeps it",
    ),
    given: write("events.arrow", "precious"),
    afterwards: mended(`${thisRun} --out events.arrow --force`, "events.arrow", "whole.arrow"),
  },
  {
    ...option(
      "an output that is a folder",
      `simulate ${electrons} --force --out events.arrow`,
      "events.arrow: is a folder; give the name of a file",
    ),
    given: ({ folder }) => mkdirSync(join(folder, "events.arrow")),
  },
  {
    ...option(
      "a file that is to be converted to itself",
      "convert few.arrow ./few.arrow --force",
      "./few.arrow: is the file itself",
    ),
    given: copy("few.arrow"),
  },
  {
    ...option(
      "display of an event that its file has not",
      "display 300 --from few.arrow --out event.png",
      "event: 300 is not in few.arrow, which holds 0:300",
    ),
    given: copy("few.arrow"),
  },
  {
    ...option(
      "select --set of what the simulation has used already",
      "select few.arrow --set beam.dutyFactor=0.7",
      "--set beam.dutyFactor=0.7: comes too late: select changes cuts only; simulate again with it",
    ),
    given: all(copy("few.arrow"), write("notes.txt", "precious")),
  },
  {
    ...option(
      "compare with a reference in a wrong unit, and a quantity that is not known",
      "compare --reference mine.csv",
      'mine.csv:1: value is in GeV, and ours in 1; give value [1] or value [%] mine.csv:2 quantity of "f of run 2": there is no such quantity; did you mean "f of run I"?',
    ),
    given: write("mine.csv", "quantity,value [GeV],error [GeV]\nf of run 2,1,0.1\n"),
  },
];
