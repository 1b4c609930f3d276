import { expect, it } from "vitest";
import yargs from "yargs";
import { addCardOptions } from "../../scripts/card-options.ts";

const parse = (...words: string[]) => addCardOptions(yargs(words)).strict().exitProcess(false).parseSync();

it("are run III with one seed, as long as nothing is said", () => {
  expect(parse()).toMatchObject({ run: "III", set: [], seed: "aprime" });
});

it("keep all that is set, in its order, and leave texts as they are", () => {
  expect(parse("--set", "a=1", "--set", "b=2", "--seed", "007", "--run", "2")).toMatchObject({
    set: ["a=1", "b=2"],
    seed: "007",
    run: "2",
  });
});
