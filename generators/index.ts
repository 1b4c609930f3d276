import type { Generator } from "../src/simulation/generator.ts";
import { electron } from "./electron.ts";
import { signal } from "./signal.ts";

/** The processes, by name. To add one: a file, and a line here. */
export const generators: readonly Generator[] = [electron, signal];
