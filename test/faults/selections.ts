import { type Fault, nothing, write } from "./fault.ts";

const call = "run --process electron --events 3 --workers 1 --quiet --selection ./mine.yaml";

/** A selection card that cannot be used: run says so before the first event, and writes nothing. */
function card(fault: string, text: string, says: string): Fault {
  return {
    fault: `selection card: ${fault}`,
    given: write("mine.yaml", text),
    call,
    code: 2,
    says,
    lost: nothing,
  };
}

/** One whose only cut is this expression; `says` follows its place. */
function expression(fault: string, text: string, says: string): Fault {
  const cut = `name: mine\ncuts:\n  - expression: ${JSON.stringify(text)}\n`;
  return card(`an expression ${fault}`, cut, `mine.yaml:3: ${says}`);
}

/** A cut of the user's by its module; `says` follows the name of the module. */
function module(fault: string, code: string, says: string): Fault {
  const own = card(`a module ${fault}`, "name: mine\ncuts:\n  - module: ./cut.mjs\n", `cut.mjs${says}`);
  return {
    ...own,
    given: async (place) => {
      await own.given?.(place);
      write("cut.mjs", code)(place);
    },
  };
}

export const selections: readonly Fault[] = [
  {
    ...card(
      "not there",
      "",
      "--selection: mine.yaml cannot be read: there is no such file; give a selection (trigger, …",
    ),
    given: () => {},
  },
  card(
    "mistakes in several places",
    "name: mine\nabuot: x\ncuts:\n  - hcal-quite\n  - single-track: { below: 1 mm }\n",
    `mine.yaml:2: abuot is not known here; did you mean "about"?
  mine.yaml:4: cuts.0 "hcal-quite" is no cut; did you mean "hcal-quiet"?
  mine.yaml:5: cuts.1.single-track has no thresholds: write its name alone`,
  ),
  card(
    "a threshold that is misspelt, and one of a wrong unit",
    "name: mine\ncuts:\n  - hcal-quiet: { belw: 1 GeV }\n  - veto-quiet: { below: 1 mm }\n",
    `mine.yaml:4: cuts.veto-quiet.below "1 mm": mm is not a unit of energy …
  mine.yaml:3: cuts.hcal-quiet.belw is not known here; did you mean "below"?`,
  ),
  card(
    "a cut twice",
    "name: mine\ncuts:\n  - veto-quiet\n  - veto-quiet\n",
    'mine.yaml:4: cuts.1 "veto-quiet" is there already: a cut counts once',
  ),
  expression(
    "over a column that is not known",
    "ecalEnergie < 45 GeV and hcalEnergy < 1.2 GeV",
    'expression, at character 1: there is no column "ecalEnergie"; did you mean "ecalEnergy"?',
  ),
  expression(
    "of numbers without their unit",
    "ecalEnergy < 45",
    "expression, at character 1: < has GeV on its left and a pure number on its right: give numbers their unit, as in 45 GeV",
  ),
  expression(
    "that looks into a prototype",
    "ecalEnergy.constructor.constructor == 1",
    "expression, at character 1: looks into a part of a value, and a value has none: …",
  ),
  expression(
    "over __proto__",
    "__proto__ == 1",
    'expression, at character 1: there is no column "__proto__"; …',
  ),
  expression(
    "that calls a function",
    "eval(trackCount) == 1",
    'expression, at character 1: there is no function "eval"; known are abs, sqrt, min, max',
  ),
  expression(
    "that calls what it makes",
    "ecalEnergy.constructor('return process')() == 1",
    'expression, at character 24: holds "\'" (U+0027): use letters, digits and . ( ) [ ] , < > = ! + - * /',
  ),
  expression(
    "that sets something",
    "ecalEnergy = 3 GeV",
    'expression, at character 12: is not an expression: Unexpected "="; equality is "=="',
  ),
  expression("of two statements", "1 < 2; 2 < 3", 'expression, at character 6: holds ";" (U+003B): …'),
  expression(
    "nested 400 deep",
    `${"(".repeat(400)}1${")".repeat(400)} < 2`,
    "expression, at character 33: is nested more than 32 deep",
  ),
  expression(
    "of 100 000 characters",
    `trackCount < ${"1".repeat(99_987)}`,
    "expression, at character 1001: is 100000 characters long, and may have 1000: split it into several cuts",
  ),
  card(
    "an expression of 1 MB",
    `name: mine\ncuts:\n  - expression: trackCount < ${"1".repeat(1_000_000)}\n`,
    "--selection: mine.yaml is 1.0 MB long, and a card has at most 0.2 MB; …",
  ),
  expression(
    "with a letter that only looks like another",
    "еcalEnergy < 45 GeV",
    'expression, at character 1: holds "е" (U+0435): …',
  ),
  expression(
    "with a sign that cannot be seen",
    "ecalEnergy < 45 GeV\u202e",
    "expression, at character 20: holds a sign that cannot be seen (U+202E): …",
  ),
  module(
    "that throws",
    "export default {\n  name: 'mine', about: 'throws',\n  passes: (events, i) => events.nothing[i] > 0,\n};",
    ":3:40: throws at event 0: TypeError: Cannot read properties of undefined (reading '0')",
  ),
  module(
    "that gives no truth value",
    "export default { name: 'mine', about: 'a number', passes: () => 1 };",
    ": passes gives a number at event 0, and not true or false",
  ),
  {
    ...module(
      "that never ends",
      "export default { name: 'mine', about: 'loops', passes: () => { for (;;); } };",
      "",
    ),
    says: "cut mine: takes longer than 5.0 s for events 0 to 2, 5 s and 1 ms an event: does it end?",
  },
  module(
    "of another shape",
    "export default { name: 'mine' };",
    `: about is undefined and not a text that says what passes
  cut.mjs: passes is undefined and not a function of the columns and of the number of a row`,
  ),
  {
    fault: "--unblind of events that are no pseudo-data",
    call: "run --process electron --events 3 --unblind",
    code: 2,
    says: "--unblind: opens the signal box of pseudo-data, and electron events are none; leave it out",
    lost: nothing,
  },
];
