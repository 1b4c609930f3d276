import type { Particles } from "../event/particles.ts";
import type { Pulses } from "../event/pulses.ts";
import { gaussian } from "../random/gaussian.ts";
import type { RandomStream } from "../random/stream.ts";
import { MeV } from "../units.ts";
import type { prepareCellShares } from "./cell-shares.ts";
import { fluctuate } from "./sampling.ts";

/** How a kind of shower spreads over the cells of the two sections of the ECAL, and fluctuates. */
export interface EcalProfile {
  readonly preshower: ReturnType<typeof prepareCellShares>;
  readonly main: ReturnType<typeof prepareCellShares>;
  /** Sampling fluctuation, sqrt(GeV). */
  readonly term: number;
  /** Response, relative to an electron's. */
  readonly response: number;
}

/**
 * Prepares what puts the true energies of PS and main section into cells around (x, y), where the axis of a shower of particle p is, with
 * response and fluctuations; returns what falls beside the matrix, which is all if the axis does.
 */
export function prepareEcalCells(cells: number, responseSpread: number) {
  const shares = new Float64Array(cells);
  const deposits = new Float64Array(2 * cells); // PS cells, then main cells

  return (
    particles: Particles,
    p: number,
    x: number,
    y: number,
    preshower: number,
    main: number,
    profile: EcalProfile,
    random: RandomStream,
    pulses: Pulses,
  ): number => {
    if (!profile.main.covers(x, y)) return preshower + main;
    profile.preshower.shares(x, y, shares);
    let inside = 0;
    for (let c = 0; c < cells; c++) {
      deposits[c] = Math.max(0, preshower * shares[c]!);
      inside += deposits[c]!;
    }
    profile.main.shares(x, y, shares);
    for (let c = 0; c < cells; c++) {
      deposits[cells + c] = Math.max(0, main * shares[c]!);
      inside += deposits[cells + c]!;
    }
    const response = profile.response * (1 + responseSpread * gaussian(random));
    for (let c = 0; c < 2 * cells; c++) deposits[c]! *= response;
    fluctuate(deposits, 2 * cells, profile.term, random);
    for (let c = 0; c < 2 * cells; c++) {
      if (deposits[c]! > 0.1 * MeV) pulses.add(c, particles.time[p]!, deposits[c]!, particles.origin[p]!);
    }
    return Math.max(0, preshower + main - inside);
  };
}
