import { alpha, electronMass, hbarC, muonMass, speedOfLight } from "../constants.ts";

/** An A′ that mixes with the photon and couples to dark matter: what its decay depends on. */
export interface DarkPhoton {
  /** m_A′. */
  readonly mass: number;
  /** ε: couples to a lepton as ε times the electron's charge. */
  readonly epsilon: number;
  /** m_χ. The paper's figures take a third of m_A′. */
  readonly darkMatterMass: number;
  /** α_D = e_D²/4π. 0.5 in Sec. X. */
  readonly alphaDark: number;
}

/** How an A′ decays: partial widths in GeV, and the share of each in the total. */
export interface Decay {
  readonly electronWidth: number;
  readonly muonWidth: number;
  readonly darkMatterWidth: number;
  readonly totalWidth: number;
  /** Γ(A′ → χχ̄)/Γ_tot, which the paper takes as 1. */
  readonly invisibleShare: number;
}

/**
 * Partial widths of the A′ by Eq. (3) and (4). Hadrons are not in them: above 279 MeV, the mass of two charged pions, the A′ also
 * decays into these, through the ρ more often than into muons, and the true visible width is larger.
 */
export function aprimeDecay({ mass, epsilon, darkMatterMass, alphaDark }: DarkPhoton): Decay {
  const electronWidth = leptonWidth(mass, epsilon, electronMass);
  const muonWidth = leptonWidth(mass, epsilon, muonMass);
  const invisible = darkMatterWidth(mass, alphaDark, darkMatterMass);
  const totalWidth = electronWidth + muonWidth + invisible;
  return {
    electronWidth,
    muonWidth,
    darkMatterWidth: invisible,
    totalWidth,
    invisibleShare: totalWidth === 0 ? 0 : invisible / totalWidth,
  };
}

/** Γ(A′ → l⁻l⁺) in GeV: Eq. (3). Electrons, 100 MeV, ε = 1e-4: 2.43e-12 GeV. */
export function leptonWidth(mass: number, epsilon: number, leptonMass: number): number {
  return pairWidth(alpha * epsilon * epsilon, mass, leptonMass);
}

/** Γ(A′ → χχ̄) in GeV, χ a Dirac fermion: Eq. (4). 100 MeV, a third of it for χ, α_D = 0.5: 15.2 MeV. */
export function darkMatterWidth(mass: number, alphaDark: number, darkMatterMass: number): number {
  return pairWidth(alphaDark, mass, darkMatterMass);
}

/** Width of a vector that couples with strength `coupling` (g²/4π) into a pair of Dirac fermions: g²/12π times the mass if these are light. */
function pairWidth(coupling: number, mass: number, fermionMass: number): number {
  const ratio = (fermionMass * fermionMass) / (mass * mass);
  if (4 * ratio >= 1) return 0;
  return (coupling / 3) * mass * (1 + 2 * ratio) * Math.sqrt(1 - 4 * ratio);
}

/** Mean life at rest in ns: ħ/Γ. Infinite for a width of zero. */
export function lifetime(width: number): number {
  return hbarC / (speedOfLight * width);
}

/** Mean way in mm before the decay, at an energy: γβcτ. Into e⁺e⁻ alone, 100 MeV at 100 GeV, ε = 1e-4: 81 mm. */
export function decayLength(width: number, mass: number, energy: number): number {
  const momentum = Math.sqrt(energy * energy - mass * mass);
  return ((momentum / mass) * hbarC) / width;
}

/**
 * Probability that no visible decay happens within `length` (mm): the A′ decays into dark matter, or leaves before it
 * decays. `mean` is its `decayLength`.
 */
export function unseenProbability({ invisibleShare }: Decay, mean: number, length: number): number {
  return invisibleShare + (1 - invisibleShare) * Math.exp(-length / mean);
}

/** From this share on an A′ counts as invisible, the ≃ 1 of Sec. I: what is lost is below every error of Table III. */
export const leastInvisibleShare = 0.99;

/**
 * Largest ε, up to 1, for which the A′ counts as invisible: at least `leastInvisibleShare` decay into dark matter; 0 if it cannot.
 * Widths by Eq. (3) and (4), so too large where hadrons count. 100 MeV, a third of it for χ, α_D = 0.5: 0.79.
 */
export function largestInvisibleEpsilon({
  mass,
  darkMatterMass,
  alphaDark,
}: Omit<DarkPhoton, "epsilon">): number {
  const invisible = darkMatterWidth(mass, alphaDark, darkMatterMass);
  if (invisible === 0) return 0;
  const visible = leptonWidth(mass, 1, electronMass) + leptonWidth(mass, 1, muonMass);
  return Math.min(1, Math.sqrt((invisible * (1 - leastInvisibleShare)) / (leastInvisibleShare * visible)));
}
