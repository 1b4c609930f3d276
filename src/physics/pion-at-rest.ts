import { muonLifetime, muonMass, pionMass } from "../constants.ts";
import { exponential } from "../random/exponential.ts";
import type { RandomStream } from "../random/stream.ts";
import { ns } from "../units.ts";
import { drawMichelElectron } from "./muon-decay.ts";

/** Mean life of the charged pion. PDG-2022. */
const pionLifetime = 26.033 * ns;

/** Kinetic energy of the muon of a pion that decays at rest: 4.12 MeV. The neutrino has 29.79 MeV. */
export const muonOfPion = ((pionMass - muonMass) * (pionMass - muonMass)) / (2 * pionMass);

/**
 * Part of what a nucleus gets that captures a negative pion which is as a hadronic shower of the calorimeter; the rest is unseen. Of 140 MeV some 10 MeV go
 * to charged particles and 75 MeV to neutrons, of which a quarter is seen, the rest unbinds nucleons: assumed, 0.1-0.3.
 */
export const capturedPart = 0.2;

/** What a positive pion at rest makes in the end. */
export interface PionAtRest {
  /** When the positron is made, ns: 2.2 µs later in the mean. */
  time: number;
  /** Its energy: 37 MeV in the mean. */
  positron: number;
}

/** Draws the decays π⁺ → μ⁺ ν, whose muon stops within its plate, and μ⁺ → e⁺ ν ν. */
export function drawPionAtRest(random: RandomStream, rest: PionAtRest): void {
  rest.time = pionLifetime * exponential(random) + muonLifetime * exponential(random);
  rest.positron = drawMichelElectron(random);
}
