import { type Fault, nothing, write } from "./fault.ts";

const call = "simulate --process electron --workers 1 --quiet --events 3 --algorithm ./mine.mjs";

/** A pileup algorithm of the user's that is wrong; `says` follows the name of the module. */
function own(fault: string, code: string, says: string, flags = ""): Fault {
  return {
    fault: `pileup algorithm: ${fault}`,
    given: write("mine.mjs", code),
    call: `${call}${flags}`,
    code: 2,
    says: `mine.mjs${says}`,
    lost: nothing,
  };
}

/** A module whose algorithm reads with these lines. */
const reading = (lines: string): string => `export default {
  name: "mine",
  about: "wrong",
  prepare: () => ({ channels }, result) => {
    result.energy.fill(0);
    result.time.fill(NaN);
    ${lines}
  },
};`;

const start = "`aprime pileup --init` writes a module to start from";
const event = "event 0, run key …: aprime simulate --only-event 0 makes it again)";

export const ownAlgorithms: readonly Fault[] = [
  {
    ...own("not there", "", ""),
    given: () => {},
    says: '--algorithm: "./mine.mjs" cannot be read: there is no such file; `aprime pileup --init mine.mjs` writes one to start from',
  },
  own(
    "not JavaScript",
    "export default {\n  name: 'a'\n  about: 'b',\n};",
    ":3: is not JavaScript: SyntaxError: Unexpected identifier 'about'",
  ),
  own(
    "of another shape",
    "export default { name: 1, about: 2 };",
    `: name is a number and not a text, such as "my-algorithm"
  mine.mjs: about is a number and not a text that says what it does
  mine.mjs: prepare is undefined and not a function of the electronics: ${start}`,
  ),
  own(
    "that throws when it is loaded",
    "const table = undefined;\nexport default table.x;",
    ":2:22: cannot be loaded: it throws TypeError: Cannot read properties of undefined (reading 'x')",
  ),
  own(
    "that never ends when it is loaded",
    "for (;;);",
    ": takes longer than 30 times --time-limit (50 ms) while it is loaded or prepares; if it does not loop for ever, allow more",
    " --time-limit 50ms",
  ),
  own(
    "that throws",
    reading("result.missing.fill(0);"),
    `:7:20: throws TypeError: Cannot read properties of undefined (reading 'fill') (part ecal, ${event}`,
  ),
  own(
    "that writes NaN",
    reading("result.energy[3] = 0 / 0;"),
    `: wrote NaN into result.energy[3]: it must be a number, in GeV, 0 if the channel is empty (part ecal, ${event}`,
  ),
  own(
    "that forgets channels",
    'export default { name: "mine", about: "wrong", prepare: () => () => {} };',
    `: did not write result.energy[0]: every channel needs one, 0 if it is empty (part ecal, ${event}`,
  ),
  own(
    "that draws random numbers",
    reading("result.energy[0] = Math.random();"),
    `: reads the same samples otherwise when it reads them again: those of event 0 gave … and then … in result.energy[0] after event 0; it keeps something from event to event, or draws random numbers, and an event must be the same alone (part ecal, ${event}`,
  ),
  own(
    "that never ends",
    reading("for (;;);"),
    `: takes longer than --time-limit (100 ms) (${event}; if it does not loop for ever, allow more`,
    " --time-limit 100ms",
  ),
  own(
    "that ends its thread",
    reading("process.exit(0);"),
    `: ends its thread (${event}: it must not call process.exit, and must not need more memory than there is`,
  ),
];
