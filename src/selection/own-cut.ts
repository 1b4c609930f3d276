import { placeOf } from "../pileup/guard.ts";
import { kindOf } from "../pileup/own-algorithm.ts";
import { InputError } from "../tables/input-error.ts";
import { type Cut, fixedCut, type Passes } from "./cut.ts";

/** A cut of the user's: what the module exports whose path stands in a selection card. */
export interface OwnCutModule {
  readonly name: string;
  readonly about: string;
  /** Whether event i passes; reads its columns as the cuts of aprime do, and changes none. */
  passes: Passes;
}

/** The module that is read: what it exports, its URL, and how errors name it. */
interface Exported {
  readonly exported: Readonly<Record<string, unknown>>;
  readonly module: string;
  readonly where: string;
  /** The name that the card gives it. */
  readonly name: string | undefined;
}

/**
 * The cut that a module exports; an `InputError` tells everything that it lacks. So does one where it throws, or answers anything but
 * true or false, with the number of the event.
 */
export function readOwnCut({ exported, module, where, name: given }: Exported): Cut {
  const form = "write export default { name, about, passes: (events, i) => ... }";
  const refuse = (...whats: string[]) => new InputError(whats.map((what) => ({ where, what })));
  const cut = exported.default;
  if (typeof cut !== "object" || cut === null)
    throw refuse(`its default export is ${kindOf(cut)} and not an object: ${form}`);
  const { name = given, about, passes } = cut as Record<string, unknown>;
  const wrong = [
    ...(typeof (given ?? name) === "string" &&
    /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u.test(String(given ?? name))
      ? []
      : [
          `name is ${typeof name === "string" ? JSON.stringify(name) : kindOf(name)} and not a text of 1 to 40 letters, digits, spaces, dots and dashes`,
        ]),
    ...(typeof about === "string" && about !== ""
      ? []
      : [`about is ${kindOf(about)} and not a text that says what passes`]),
    ...(typeof passes === "function"
      ? []
      : [`passes is ${kindOf(passes)} and not a function of the columns and of the number of a row`]),
  ];
  if (wrong.length > 0) throw refuse(...wrong);
  const test = cut as OwnCutModule;
  const guarded: Passes = (events, i) => {
    let answer: unknown;
    try {
      answer = test.passes(events, i);
    } catch (error) {
      const said =
        error instanceof Error ? `${error.name}: ${error.message.replace(/\s+/g, " ")}` : String(error);
      const what = `throws at event ${events.event[i]}: ${said}`;
      throw new InputError([{ where: placeOf(error, module, where), what }]);
    }
    if (typeof answer === "boolean") return answer;
    throw refuse(`passes gives ${kindOf(answer)} at event ${events.event[i]}, and not true or false`);
  };
  return fixedCut(String(given ?? name), String(about), guarded);
}
