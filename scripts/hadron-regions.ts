import { hcalQuiet } from "../cuts/hcal-quiet.ts";
import { missingEnergy } from "../cuts/missing-energy.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { formatQuantity } from "../src/tables/quantity.ts";
import { GeV } from "../src/units.ts";

/** Parts of the plane of E_ECAL and E_HCAL (HCAL1 + HCAL2), Sec. IV and Fig. 7: each event is in one of them. */
export const regionNames = ["box", "I", "II", "III", "elsewhere"] as const;
export type RegionName = (typeof regionNames)[number];

/** Of region I: E_HCAL from a half to one and a half of the 10 GeV that Sec. IV has for muon pairs, and its E_ECAL. */
const pairs = { above: 5 * GeV, below: 15 * GeV, ecalBelow: 60 * GeV } as const;

/** sigma / sqrt(E / GeV) of the calorimeters in Sec. III: what "within the detector energy resolution" is taken to mean. */
const terms = { ecal: 0.1, hcal: 0.6 } as const;

/** Regions II and III meet at so many standard deviations of the sum of the energies. */
const sigmas = 3;

export interface Regions {
  /** Which region holds an event. */
  readonly of: (ecal: number, hcal: number) => RegionName;
  /** Standard deviation of E_ECAL + E_HCAL at these energies, GeV: by the resolutions of Sec. III and the spread of the beam. */
  readonly deviation: (ecal: number, hcal: number) => number;
  /** E_HCAL between which region II lies, at an E_ECAL; region III is above it. */
  readonly band: (ecal: number) => readonly [low: number, high: number];
  readonly box: { readonly ecalBelow: number; readonly hcalBelow: number };
  readonly pairs: typeof pairs;
  /** What each region is, in words. */
  readonly about: Readonly<Record<RegionName, string>>;
}

/** The regions with the beam and the signal box of a card. */
export function prepareRegions(card: RunCard): Regions {
  const { momentum, momentumSpread } = card.beam;
  const { below: hcalBelow } = card.cuts[hcalQuiet.name] as { below: number };
  const { beam, above } = card.cuts[missingEnergy.name] as { beam: number; above: number };
  const ecalBelow = beam - above;
  const ofBeam = (momentumSpread * momentum) ** 2;
  const [ofEcal, ofHcal] = [terms.ecal ** 2 * GeV, terms.hcal ** 2 * GeV];
  const variance = (ecal: number, hcal: number): number =>
    ofBeam + ofEcal * Math.max(0, ecal) + ofHcal * Math.max(0, hcal);
  const deviation = (ecal: number, hcal: number): number => Math.sqrt(variance(ecal, hcal));
  return {
    of: (ecal, hcal) => {
      if (ecal < ecalBelow && hcal < hcalBelow) return "box";
      if (ecal < pairs.ecalBelow && hcal >= pairs.above && hcal < pairs.below) return "I";
      const excess = (ecal + hcal - momentum) / deviation(ecal, hcal);
      if (excess > sigmas) return "III";
      return excess >= -sigmas ? "II" : "elsewhere";
    },
    deviation,
    band: (ecal) => {
      const end = (sign: number): number => {
        // E_HCAL = p - E_ECAL + u with u² = sigmas² times the variance there, a quadratic equation while E_HCAL > 0.
        const half = 0.5 * sigmas * sigmas * ofHcal;
        const rest = sigmas * sigmas * (variance(ecal, 0) + ofHcal * (momentum - ecal));
        const hcal = momentum - ecal + half + sign * Math.sqrt(Math.max(0, half * half + rest));
        return hcal > 0 ? hcal : momentum - ecal + sign * sigmas * deviation(ecal, 0);
      };
      return [end(-1), end(1)];
    },
    box: { ecalBelow, hcalBelow },
    pairs,
    about: {
      box: `signal box: E_ECAL below ${gev(ecalBelow)}, E_HCAL below ${gev(hcalBelow)}`,
      I: `muon pairs: E_HCAL ${pairs.above / GeV}-${gev(pairs.below)}, E_ECAL below ${gev(pairs.ecalBelow)}`,
      II: `E_ECAL + E_HCAL within ${sigmas} sigma of ${gev(momentum)}`,
      III: `E_ECAL + E_HCAL more than ${sigmas} sigma above ${gev(momentum)}`,
      elsewhere: "all else: energy is missing, or in HCAL3 and HCAL4",
    },
  };
}

/** sigma in the words of `about`: how it is made. */
export const sigmaNote =
  "sigma² = (10 %)² E_ECAL GeV + (60 %)² E_HCAL GeV + (spread of the beam)², with the resolutions of Sec. III; E_HCAL is HCAL1 + HCAL2.";

const gev = (energy: number): string => formatQuantity(energy, "energy");
