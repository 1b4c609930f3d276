import { findTarget, type Target, targets } from "../src/physics/targets.ts";

/**
 * The targets in a list of names ("Pb,W"), or of nuclei of one's own ("Z=82,A=207.2"); or a sentence that says what is wrong.
 */
export function parseTargets(text: string): Target[] | string {
  const known = `${targets.map(({ name }) => name).join(", ")}, or Z=...,A=... such as Z=82,A=207.2`;
  const found: Target[] = [];
  for (const piece of text.match(/Z\s*=[^,]*,\s*A\s*=[^,]*|[^,]+/gi) ?? [""]) {
    const target = /[ZA]\s*=/i.test(piece) ? ownNucleus(piece.replaceAll(" ", "")) : findTarget(piece.trim());
    if (typeof target === "string") return target;
    if (target === undefined) return `there is no target "${piece.trim()}"; known are ${known}`;
    if (found.some(({ name }) => name === target.name)) return `${target.name} is given twice; give it once`;
    found.push(target);
  }
  return found;
}

function ownNucleus(text: string): Target | string {
  const [, z, a] = /^Z=(\d+),A=(\d+\.?\d*)$/i.exec(text) ?? [];
  const [charge, massNumber] = [Number(z), Number(a)];
  if (!(charge >= 1 && charge <= 120 && massNumber >= charge && massNumber <= 300))
    return `"${text}" is no nucleus: write Z=82,A=207.2, with whole Z from 1 to 120 and A from Z to 300`;
  const name = `Z=${charge},A=${massNumber}`;
  return {
    name,
    about: "a nucleus of the user's",
    source: "user",
    nuclei: [{ nucleus: { charge, massNumber }, share: 1 }],
  };
}
