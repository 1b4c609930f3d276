import { InputError } from "../src/tables/input-error.ts";
import type { Scan } from "../src/tables/scan.ts";
import { isPicture } from "./answer.ts";

/** What calorimeters tells: response and resolution, or what one of its flags asks for instead. */
export type Aim = "response" | "leakage" | "budget";

/** The endings of what calorimeters writes. */
export const endings = [".md", ".csv", ".json", ".svg", ".png"] as const;

/** What is asked for; one thing at a time. */
export function aimOf({ leakage, budget }: { leakage: boolean; budget: boolean }): Aim {
  if (leakage && budget)
    throw new InputError([{ where: "--leakage", what: "goes without --budget: give one of the two" }]);
  return leakage ? "leakage" : budget ? "budget" : "response";
}

export function refuseEnergies(aim: Aim, energies: Scan | undefined): void {
  if (aim !== "budget" || energies === undefined) return;
  const what = "goes without --budget, which takes electrons of the beam of the card";
  throw new InputError([{ where: "--energy", what }]);
}

const mostEnergies = 100;

/** The aim must have the form that the ending asks for, and not take for ever. */
export function refuseForm(out: string | undefined, aim: Aim, energies: number): void {
  if (energies > mostEnergies) {
    const what = `${energies} energies are asked for; at most ${mostEnergies} are simulated at once: give fewer values`;
    throw new InputError([{ where: "--energy", what }]);
  }
  if (out === undefined || !isPicture(out)) return;
  const what =
    aim === "budget"
      ? `"${out}" would be a picture, which --budget has not; give .md, .csv or .json`
      : aim === "response" && energies < 2
        ? `"${out}" would be a picture, which needs several values of --energy, such as 1GeV:100GeV:log:7`
        : undefined;
  if (what !== undefined) throw new InputError([{ where: "--out", what }]);
}
