import type { Argv } from "yargs";
import { generators } from "../generators/index.ts";
import type { Blinding } from "../src/selection/blinding.ts";
import { InputError } from "../src/tables/input-error.ts";
import type { RunMetadata } from "./run-metadata.ts";

/** The option of the commands that mask the signal box of pseudo-data. */
export function addUnblindOption<T>(yargs: Argv<T>) {
  return yargs.option("unblind", {
    type: "boolean",
    default: false,
    describe: "Open the signal box of pseudo-data (process beam), which is masked otherwise; the files tell",
  });
}

/** Whether a run's signal box is masked or open, if it is of pseudo-data; --unblind of anything else is refused. */
export function blindingOf(
  { process, options }: Pick<RunMetadata, "process" | "options">,
  unblind: boolean,
  there?: Blinding,
): Blinding | undefined {
  const generator = generators.find(({ name }) => name === process);
  const isPseudoData = generator?.isPseudoData?.(generator.options.parse(options)) === true;
  const refuse = (what: string) => new InputError([{ where: "--unblind", what }]);
  if (!isPseudoData) {
    if (unblind)
      throw refuse(`opens the signal box of pseudo-data, and ${process} events are none; leave it out`);
    return undefined;
  }
  if (unblind && there === "masked")
    throw refuse(
      "comes too late: the events of the signal box were masked when this file was made; make it again with --unblind",
    );
  return unblind ? "opened" : (there ?? "masked");
}

/** Refuses to show an event of a signal box that is masked. */
export function refuseMasked(where: string, event: number): InputError {
  const what = `${event} is in the signal box, which is masked in pseudo-data; --unblind opens it`;
  return new InputError([{ where, what }]);
}
