import type { Truth } from "../event/truth.ts";
import type { RandomStream } from "../random/stream.ts";
import type { Setup } from "../tables/run-card.ts";
import { type BeamComponent, beamComponents } from "./components.ts";

/**
 * Draws the beam particle that triggers from some components, each by its abundance: appends it, in time, to the list, and
 * writes what the truth says of it. Returns its piece behind the magnets.
 */
export function preparePrimary({ beam, magnets }: Setup, components: readonly BeamComponent[]) {
  const abundances = components.map(({ abundance }) => abundance(beam));
  const total = totalAbundance(components, beam);
  const places = components.map((component) => beamComponents.indexOf(component));
  return ({ particles, columns }: Truth, i: number, random: RandomStream): number => {
    let left = total * random.uniform();
    let k = 0;
    while (k < components.length - 1 && left >= abundances[k]!) left -= abundances[k++]!;
    const p = components[k]!.add(beam, magnets, particles, random);
    columns.beamEnergy[i] = particles.energy[p]!;
    columns.beamKind[i] = particles.kind[p]!;
    columns.beamComponent[i] = places[k]!;
    return p;
  };
}

/** Particles of these components per beam electron. */
export function totalAbundance(components: readonly BeamComponent[], beam: Setup["beam"]): number {
  return components.reduce((sum, { abundance }) => sum + abundance(beam), 0);
}
