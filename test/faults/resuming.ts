import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { thisRun } from "./examples.ts";
import { all, copy, expectSame, type Fault, nothing, type Place, write } from "./fault.ts";

const line = `${thisRun} --out x.arrow --resume`;

/** --resume of what cannot be gone on from; the older file stays as it is. */
function refused(
  fault: string,
  says: string,
  call = line,
  given: (place: Place) => unknown = copy("begun.arrow", "x.arrow"),
): Fault {
  return {
    fault: `--resume ${fault}`,
    given,
    call,
    code: 2,
    says,
    lost: nothing,
  };
}

const cannot = (why: string) => `x.arrow: cannot be gone on from: ${why}; --force starts anew`;

export const resumptions: readonly Fault[] = [
  refused(
    "with another seed",
    cannot('seed is "aprime" and not "other"; run key is … and not …'),
    `${line} --seed other`,
  ),
  refused(
    "with another run card",
    cannot("beam.dutyFactor is … and not 0.7"),
    `${line} --set beam.dutyFactor=0.7`,
  ),
  refused(
    "with another process",
    cannot("process is electron and not signal; mass is not there and not 20MeV; …"),
    line.replace("--process electron", "--mass 20MeV"),
  ),
  refused(
    "with --waveforms, which it was begun without",
    "x.waveforms.arrow: cannot be gone on from: there is no such file; --force starts anew",
    `${line} --waveforms 10`,
  ),
  refused(
    "without --waveforms, which it was begun with",
    cannot("it was made with another --waveforms"),
    line,
    copy("waves-begun.arrow", "x.arrow"),
  ),
  refused(
    "from another first event",
    cannot("it holds events 0:…, and 100:1300 are asked for"),
    line.replace("--events 1300", "--events 100:1300"),
  ),
  refused(
    "up to an event before those that are there",
    cannot("it holds events 0:…, and 0:100 are asked for"),
    line.replace("--events 1300", "--events 100"),
  ),
  refused(
    "by another version of aprime",
    cannot("aprime is 0.0.9 and not 0.1.0"),
    line,
    copy("begun-by-another-version.arrow", "x.arrow"),
  ),
  refused(
    "of a file that was damaged",
    cannot(
      "was damaged, or changed by another program: its bytes do not have the checksum that it tells; make or copy it again",
    ),
    line,
    copy("begun.arrow", "x.arrow", (bytes) => {
      bytes[5000]! ^= 4;
      return bytes;
    }),
  ),
  refused(
    "of a file that was cut off",
    cannot(
      "was cut off, or added to: it begins as Arrow IPC does, but does not end so; make or copy it again",
    ),
    line,
    copy("begun.arrow", "x.arrow", (bytes) => bytes.subarray(0, 9999)),
  ),
  refused(
    "of a file of another program",
    cannot("is not an event file of aprime: it begins like none of …"),
    line,
    write("x.arrow", "precious"),
  ),
  refused("of a folder", "x.arrow: is a folder; give the name of a file", line, ({ folder }) =>
    mkdirSync(join(folder, "x.arrow")),
  ),
  refused(
    "of events whose waveforms are gone",
    "x.waveforms.arrow: cannot be gone on from: there is no such file; --force starts anew",
    `${line} --waveforms 700`,
    all(copy("waves-begun.arrow", "x.arrow"), copy("waves-begun.pulses.arrow", "x.pulses.arrow")),
  ),
  refused(
    "of waveforms that are of other events",
    "x.waveforms.arrow: cannot be gone on from: …it holds events 0:…, and 0:300 are asked for; --force starts anew",
    `${line.replace("1300", "300")} --waveforms 40`,
    all(
      copy("waves.arrow", "x.arrow"),
      copy("waves.pulses.arrow", "x.pulses.arrow"),
      copy("waves-begun.waveforms.arrow", "x.waveforms.arrow"),
    ),
  ),
  {
    fault: "--resume of what is complete",
    given: copy("whole.arrow", "x.arrow"),
    call: line,
    code: 0,
    says: "",
    lost: "nothing: there is nothing to do",
    afterwards: async (_, { stdout }) => expect(stdout).toBe("1300 events were there already → x.arrow\n"),
  },
  {
    fault: "--resume of nothing",
    call: line,
    code: 0,
    says: "",
    lost: "nothing: it begins anew",
    changes: ["x.arrow"],
    afterwards: async (place) => expectSame(place, "x.arrow", "whole.arrow"),
  },
];
