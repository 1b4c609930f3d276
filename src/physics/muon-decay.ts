import { muonLifetime, muonMass, speedOfLight } from "../constants.ts";
import { exponential } from "../random/exponential.ts";
import type { RandomStream } from "../random/stream.ts";
import { ns } from "../units.ts";

/** Mean way, mm, of a muon of a total energy before it decays: 623 km at 100 GeV. */
export function muonDecayLength(energy: number): number {
  const gammaFactor = energy / muonMass;
  return Math.sqrt(Math.max(0, gammaFactor * gammaFactor - 1)) * speedOfLight * muonLifetime;
}

/**
 * Share of the energy of a fast muon that the electron of its decay has, polarisation left out: y from 5/3 - 3y² + 4y³/3, which is 7/20
 * in the mean. The rest is neutrinos'.
 */
export function drawElectronShare(random: RandomStream): number {
  for (;;) {
    const y = random.uniform();
    if (random.uniform() * 5 < 5 - y * y * (9 - 4 * y)) return y;
  }
}

/** Energy of the electron of a muon that decays at rest: Michel's spectrum x² (3 - 2x), x of half the muon's mass; 7/10 in the mean. */
export function drawMichelElectron(random: RandomStream): number {
  for (;;) {
    const x = random.uniform();
    if (random.uniform() < x * x * (3 - 2 * x)) return 0.5 * muonMass * x;
  }
}

/** What becomes of a muon at rest in a material. */
export interface MuonAtRest {
  /** When, ns. */
  time: number;
  /** Energy of the electron; 0 if a nucleus captured it, which leaves some 20 MeV, mostly in neutrons that are not seen. */
  electron: number;
}

/** Mean life of a negative muon at rest, and how probably it decays rather than being captured: Suzuki-1987. */
export interface NegativeMuon {
  readonly meanLife: number;
  readonly decays: number;
}

export const negativeMuonInIron: NegativeMuon = { meanLife: 206 * ns, decays: 0.0914 };
export const negativeMuonInLead: NegativeMuon = { meanLife: 75.4 * ns, decays: 0.029 };

/** Draws what becomes of a muon at rest; a positive one always decays. */
export function drawMuonAtRest(
  isNegative: boolean,
  { meanLife, decays }: NegativeMuon,
  random: RandomStream,
  rest: MuonAtRest,
): void {
  rest.time = (isNegative ? meanLife : muonLifetime) * exponential(random);
  rest.electron = isNegative && random.uniform() >= decays ? 0 : drawMichelElectron(random);
}
