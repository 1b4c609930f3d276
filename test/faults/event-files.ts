import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { purpose } from "../../src/random/purpose.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { all, aprime, copy, type Fault, mended, nothing, type Place, write } from "./fault.ts";

const random = new RandomStream(runKeyFromSeed("faults")).seek(0, purpose("damage"));

/** A file without its last bytes: at least the last, at most all but the first 20. */
function cutOff(bytes: Buffer): Uint8Array {
  return bytes.subarray(0, 20 + Math.floor((bytes.length - 20) * random.uniform()));
}

/** A file with one bit other than it was, somewhere behind its first bytes. */
function flipped(bytes: Buffer): Uint8Array {
  const place = 16 + Math.floor((bytes.length - 64) * random.uniform());
  bytes[place]! ^= 1 << Math.floor(8 * random.uniform());
  return bytes;
}

/** An event file that cannot be used; no command makes anything of it. */
function eventFile(fault: string, given: (place: Place) => unknown, call: string, says: string): Fault {
  return {
    fault: `event file: ${fault}`,
    given,
    call,
    code: 2,
    says,
    lost: nothing,
  };
}

const damaged =
  "was damaged, or changed by another program: its bytes do not have the checksum that it tells; make or copy it again";
const cut = "was cut off, or added to: it begins as … does, but does not end so; make or copy it again";
const foreign =
  "is not an event file of aprime: it begins like none of .arrow (Arrow IPC), .parquet (Parquet) or .csv (CSV)";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

export const eventFiles: readonly Fault[] = [
  eventFile("not there", () => {}, "inspect x.arrow", "x.arrow: there is no such file"),
  eventFile(
    "empty",
    write("x.arrow", ""),
    "inspect x.arrow",
    "x.arrow: is empty, 0 bytes; make or copy it again",
  ),
  eventFile(
    "a folder",
    ({ folder }) => mkdirSync(join(folder, "x.arrow")),
    "select x.arrow",
    "x.arrow: is a folder; give the name of a file in it",
  ),
  eventFile(
    "a pipe",
    () => {},
    "inspect /dev/null",
    "/dev/null: cannot be read from its end, as event files are: copy it to a disk first",
  ),
  {
    ...eventFile(
      "of another user, who lets nobody read it",
      copy("few.arrow"),
      "",
      "few.arrow: cannot be used: you may not write or read there; change its permissions, or give another place (EACCES, open)",
    ),
    call: async (place) => {
      chmodSync(join(place.folder, "few.arrow"), 0o200);
      chmodSync(place.folder, 0o755);
      return aprime(place, "inspect few.arrow", { asNobody: true });
    },
    changes: ["few.arrow"],
    afterwards: async (place) => {
      chmodSync(join(place.folder, "few.arrow"), 0o644);
      await mended("inspect few.arrow", "few.arrow", "few.arrow")(place);
    },
  },
  eventFile(
    ".arrow that was cut off",
    copy("few.arrow", "x.arrow", cutOff),
    "inspect x.arrow",
    `x.arrow: ${cut}`,
  ),
  eventFile(
    ".parquet that was cut off",
    copy("few.parquet", "x.parquet", cutOff),
    "select x.parquet",
    `x.parquet: ${cut}`,
  ),
  eventFile(
    ".csv that was cut off",
    copy("few.csv", "x.csv", cutOff),
    "convert x.csv y.arrow",
    `x.csv: ${cut}`,
  ),
  eventFile(
    "one of several that was cut off, in merge",
    all(copy("first.arrow"), copy("second.arrow", "x.arrow", cutOff)),
    "merge first.arrow x.arrow --out y.arrow",
    `x.arrow: ${cut}`,
  ),
  eventFile(
    ".arrow with a flipped bit",
    copy("few.arrow", "x.arrow", flipped),
    "select x.arrow",
    `x.arrow: ${damaged}`,
  ),
  eventFile(
    ".parquet with a flipped bit",
    copy("few.parquet", "x.parquet", flipped),
    "convert x.parquet y.arrow",
    `x.parquet: ${damaged}`,
  ),
  eventFile(
    ".csv with a flipped bit, or a number that was edited",
    copy("few.csv", "x.csv", flipped),
    "inspect --sha256 x.csv",
    `x.csv: ${damaged}`,
  ),
  eventFile(
    "one of several with a flipped bit, in merge",
    all(copy("first.arrow"), copy("second.arrow", "x.arrow", flipped)),
    "merge first.arrow x.arrow --out y.arrow",
    `x.arrow: ${damaged}`,
  ),
  eventFile(
    "of another version of the layout",
    copy("layout.arrow"),
    "inspect layout.arrow",
    "layout.arrow: is of layout 99, and this version of aprime reads layout 2; read it with aprime 9.9, or make it again",
  ),
  eventFile("a text", write("x.arrow", "cut,events\nall,3\n"), "inspect x.arrow", `x.arrow: ${foreign}`),
  eventFile("a picture", write("x.parquet", png), "convert x.parquet y.arrow", `x.parquet: ${foreign}`),
  eventFile(
    "Arrow of another program",
    copy("foreign.arrow"),
    "select foreign.arrow",
    "foreign.arrow: is a file of Arrow IPC, but not an event file of aprime: it tells no checksum",
  ),
  eventFile(
    "Parquet of another program",
    copy("foreign.parquet"),
    "inspect foreign.parquet",
    "foreign.parquet: is a file of Parquet, but not an event file of aprime: it tells no checksum",
  ),
  eventFile(
    "of waveforms, given to select",
    copy("waves.waveforms.arrow"),
    "select waves.waveforms.arrow",
    "waves.waveforms.arrow: holds waveforms, not events: select from the file of the events",
  ),
  {
    ...eventFile(
      "with the ending of another format",
      copy("few.parquet", "x.arrow"),
      "convert x.arrow y.arrow --quiet",
      "",
    ),
    code: 0,
    says: "",
    changes: ["y.arrow"],
    afterwards: async (place) => mended("inspect y.arrow", "y.arrow", "few.arrow")(place),
  },
];
