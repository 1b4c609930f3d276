import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { purpose } from "../../src/random/purpose.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { type Fault, nothing, write } from "./fault.ts";

/** A card that cannot be used: simulate says so before the first event, and writes nothing. */
function card(fault: string, text: string | Uint8Array, says: string): Fault {
  return {
    fault: `run card: ${fault}`,
    given: write("card.yaml", text),
    call: "simulate --process electron --events 10 --run card.yaml",
    code: 2,
    says,
    lost: nothing,
  };
}

const random = new RandomStream(runKeyFromSeed("faults")).seek(0, purpose("binary card"));
const noise = Uint8Array.from({ length: 3000 }, () => 256 * random.uniform());

/** Each name stands for ten of the one before it: 1e10 numbers. */
const aliases = Array.from(
  { length: 10 },
  (_, k) => `a${k}: &a${k} [${Array(10).fill(k === 0 ? "1" : `*a${k - 1}`)}]\n`,
).join("");

export const cards: readonly Fault[] = [
  card(
    "a key that is not known",
    "extends: III\nbeam:\n  colour: 3\n",
    "card.yaml:3: beam.colour is not known here; known are momentum, …",
  ),
  card(
    "a key that is misspelt",
    "extends: III\nbeam:\n  dutyFacter: 0.8\n",
    'card.yaml:3: beam.dutyFacter is not known here; did you mean "dutyFactor"?',
  ),
  card(
    "a wrong unit",
    "extends: III\nbeam:\n  spotX: 8 MeV\n",
    'card.yaml:3: beam.spotX "8 MeV": MeV is not a unit of length (mm, cm, m, um); write a length with its unit, such as "38.2 mm"',
  ),
  card(
    "a number without its unit",
    "extends: III\nbeam:\n  momentum: 100\n",
    'card.yaml:3: beam.momentum "100" has no unit; write an energy with its unit, such as "20 MeV"',
  ),
  card(
    "a number out of its range",
    "extends: III\nbeam:\n  dutyFactor: 1.5\n",
    "card.yaml:3: beam.dutyFactor 1.5 is out of range: it must be at least 0.01 and at most 1",
  ),
  card(
    "thresholds that contradict each other",
    "extends: III\ncuts:\n  missing-energy:\n    above: 110 GeV\n",
    "card.yaml:4: cuts.missing-energy.above exceeds cuts.missing-energy.beam, which cannot be: change one of the two",
  ),
  card("empty", "", "card.yaml:1: holds no card; `aprime init` writes one to start from"),
  card(
    "10 MB long",
    `extends: III\n${"# a line of a remark\n".repeat(476_190)}`,
    "run card card.yaml: card.yaml is 10 MB long, and a card has at most 0.2 MB",
  ),
  card(
    "aliases that grow to 1e10 numbers",
    aliases,
    "card.yaml:1: its aliases (*name) grow beyond measure: write out what they stand for",
  ),
  card(
    "nested 20000 levels deep",
    `beam: ${"[".repeat(20_000)}${"]".repeat(20_000)}`,
    "card.yaml:1: is not YAML: it is nested too deeply",
  ),
  card(
    "not YAML",
    "extends: III\nbeam: [1, 2\n",
    "card.yaml:3: is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
  ),
  card("binary", noise, "card.yaml:1: holds no card; `aprime init` writes one to start from"),
  card(
    "all zeros, as after a crash of the machine",
    new Uint8Array(3000),
    "card.yaml:1: holds no card; `aprime init` writes one to start from",
  ),
  {
    ...card(
      "a folder",
      "",
      "run card card.yaml: card.yaml cannot be read: it is a folder; give a shipped run (I, II, III, 2016-2018, 2016-PRL) or the path of a card",
    ),
    given: ({ folder }) => mkdirSync(join(folder, "card.yaml")),
  },
  {
    ...card(
      "not there",
      "",
      "run card card.yaml: card.yaml cannot be read: there is no such file; give a shipped run (I, II, III, 2016-2018, 2016-PRL) or the path of a card",
    ),
    given: () => {},
  },
  card(
    "extends a card that is not there",
    "extends: gone.yaml\n",
    "card.yaml:1: gone.yaml cannot be read: there is no such file; extends takes a shipped run (I, II, III, 2016-2018, 2016-PRL) or a path from the folder of its card",
  ),
  card(
    "extends itself",
    "extends: card.yaml\n",
    "card.yaml:1: extends itself, directly or through another card",
  ),
];
