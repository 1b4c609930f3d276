import { describe, expect, it } from "vitest";
import { alpha, electronMass, hbarC, muonMass, pionMass, speedOfLight } from "../../src/constants.ts";
import { integrate } from "../../src/math/integrate.ts";
import {
  aprimeDecay,
  darkMatterWidth,
  decayLength,
  largestInvisibleEpsilon,
  leptonWidth,
  lifetime,
  unseenProbability,
} from "../../src/physics/decay-width.ts";
import { cm, GeV, MeV, mm } from "../../src/units.ts";

/**
 * Width of a polarised vector of `mass` at rest into two Dirac fermions with coupling g, by integration over the direction of one:
 * |p|/(32π² m²) ∫ dΩ Σ|g ε_μ ū γ^μ v|². For a spatial polarisation e the trace is 4 g² (m²/2 - 2 (e·p)²).
 */
function widthByPhaseSpace(
  coupling: number,
  mass: number,
  fermionMass: number,
  polarisation: readonly number[],
): number {
  const momentum = Math.sqrt(0.25 * mass * mass - fermionMass * fermionMass);
  const squaredCharge = 4 * Math.PI * coupling;
  const overAzimuth = (cosine: number) => {
    const sine = Math.sqrt(1 - cosine * cosine);
    return integrate(
      (phi) => {
        const direction = [sine * Math.cos(phi), sine * Math.sin(phi), cosine];
        const along =
          momentum * polarisation.reduce((sum, component, axis) => sum + component * direction[axis]!, 0);
        return 4 * squaredCharge * (0.5 * mass * mass - 2 * along * along);
      },
      0,
      2 * Math.PI,
      1e-9,
    );
  };
  return (momentum * integrate(overAzimuth, -1, 1, 1e-9)) / (32 * Math.PI * Math.PI * mass * mass);
}

describe("Eq. (3) and (4) are the two-body phase space of the matrix element", () => {
  const diagonal = [Math.SQRT1_2, 0, Math.SQRT1_2];
  it.each([
    ["e, far above threshold", 100 * MeV, electronMass],
    ["e, near threshold", 1.03 * MeV, electronMass],
    ["mu, near threshold", 215 * MeV, muonMass],
    ["a third of the mass", 100 * MeV, 100 * MeV * (1 / 3)],
  ])("%s, whatever the polarisation", (_, mass, fermionMass) => {
    for (const polarisation of [[1, 0, 0], [0, 0, 1], diagonal]) {
      const integral = widthByPhaseSpace(0.5, mass, fermionMass, polarisation);
      expect(integral / darkMatterWidth(mass, 0.5, fermionMass)).toBeCloseTo(1, 8);
    }
    const visible = widthByPhaseSpace(alpha * 1e-6, mass, fermionMass, [0, 1, 0]);
    expect(visible / leptonWidth(mass, 1e-3, fermionMass)).toBeCloseTo(1, 8);
  });
});

describe("limits", () => {
  it("a light fermion: a third of coupling times mass", () => {
    expect(leptonWidth(1 * GeV, 1e-3, 0) / ((alpha * 1e-6 * GeV) / 3)).toBeCloseTo(1, 14);
    expect(darkMatterWidth(1 * GeV, 0.1, 1 * MeV) / (0.1 / 3)).toBeCloseTo(1, 5);
  });

  it("rises as the velocity above threshold, with 3/2 of the massless width, and is 0 from there on", () => {
    const mass = 1 * GeV;
    const velocity = 1e-3;
    const fermionMass = 0.5 * mass * Math.sqrt(1 - velocity * velocity);
    expect(darkMatterWidth(mass, 0.5, fermionMass) / ((0.5 / 3) * mass * 1.5 * velocity)).toBeCloseTo(1, 5);
    expect(darkMatterWidth(mass, 0.5, 0.5 * mass)).toBe(0);
    expect(darkMatterWidth(mass, 0.5, 0.6 * mass)).toBe(0);
    expect(leptonWidth(1 * MeV, 1, electronMass)).toBe(0);
    expect(leptonWidth(2 * 105.65 * MeV, 1, muonMass)).toBe(0);
    expect(leptonWidth(2 * 105.67 * MeV, 1, muonMass)).toBeGreaterThan(0);
  });

  it("high above both thresholds electrons and muons are as frequent", () => {
    expect(leptonWidth(10 * GeV, 1e-3, muonMass) / leptonWidth(10 * GeV, 1e-3, electronMass)).toBeCloseTo(
      1,
      6,
    );
  });
});

describe("reference", () => {
  // Bjorken-2009: l₀ ≈ 0.8 cm / N_eff (E/10 GeV) (1e-4/ε)² (100 MeV/m)², N_eff = 1 for electrons alone; one printed digit.
  it.each([
    [10, 1e-4, 100, 0.8],
    [100, 1e-4, 100, 8],
    [10, 1e-5, 100, 80],
    [10, 1e-4, 10, 80],
  ])(
    "the way of an A′ of %s GeV, ε = %s, %s MeV into e+e- is %s cm",
    (energy, epsilon, massMeV, centimetres) => {
      const mass = massMeV * MeV;
      const length = decayLength(leptonWidth(mass, epsilon, electronMass), mass, energy * GeV);
      expect(Math.abs(length / (centimetres * cm) - 1)).toBeLessThan(0.07);
    },
  );

  it("ħ/Γ: 6.582119569e-16 eV s over 1 eV, and c times it is ħc/Γ", () => {
    expect(lifetime(1e-9 * GeV) / 6.582119569e-7).toBeCloseTo(1, 9); // ns
    expect((lifetime(1 * MeV) * speedOfLight) / (hbarC / MeV)).toBeCloseTo(1, 14);
    expect(lifetime(0)).toBe(Number.POSITIVE_INFINITY);
  });

  it("at γβ = 1 the way is c times the lifetime", () => {
    const mass = 50 * MeV;
    const way = decayLength(1e-12 * GeV, mass, Math.SQRT2 * mass);
    expect(way / (speedOfLight * lifetime(1e-12 * GeV))).toBeCloseTo(1, 12);
  });
});

describe("paper", () => {
  const usual = { mass: 100 * MeV, epsilon: 1e-4, darkMatterMass: (100 * MeV) / 3, alphaDark: 0.5 };

  it("Sec. I: with light dark matter the A′ decays almost only into it, and at once", () => {
    const decay = aprimeDecay(usual);
    expect(1 - decay.invisibleShare).toBeLessThan(1e-9);
    expect(decayLength(decay.totalWidth, usual.mass, 100 * GeV)).toBeLessThan(1e-6 * mm);
    expect(decay.totalWidth).toBe(decay.electronWidth + decay.muonWidth + decay.darkMatterWidth);
  });

  it("Sec. I: 'provided that g_D > εe': at equal couplings and light fermions the two decays are as frequent", () => {
    const equal = { mass: 100 * MeV, epsilon: 1e-2, darkMatterMass: electronMass, alphaDark: alpha * 1e-4 };
    expect(aprimeDecay(equal).invisibleShare).toBeCloseTo(0.5, 12);
    expect(aprimeDecay({ ...equal, mass: 200 * MeV }).muonWidth).toBe(0);
    // Above the muon threshold there are two visible decays, of electrons and of muons.
    expect(aprimeDecay({ ...equal, mass: 10 * GeV }).invisibleShare).toBeCloseTo(1 / 3, 6);
  });

  it("dark matter of more than half the mass: all decays are visible", () => {
    const decay = aprimeDecay({ ...usual, darkMatterMass: 50 * MeV });
    expect([decay.darkMatterWidth, decay.invisibleShare]).toEqual([0, 0]);
    expect(decay.totalWidth).toBe(decay.electronWidth);
  });

  it("an A′ that cannot decay lives for ever, and no share of it is visible or invisible", () => {
    const decay = aprimeDecay({ ...usual, mass: 1 * MeV, darkMatterMass: 1 * MeV });
    expect([decay.totalWidth, decay.invisibleShare]).toEqual([0, 0]);
    const way = decayLength(decay.totalWidth, 1 * MeV, 100 * GeV);
    expect(unseenProbability(decay, way, 6700 * mm)).toBe(1);
  });
});

describe("what is not seen", () => {
  const visible = { mass: 100 * MeV, epsilon: 1e-4, darkMatterMass: 60 * MeV, alphaDark: 0.5 };
  it("is what decays into dark matter, and what leaves", () => {
    const decay = aprimeDecay(visible);
    expect(unseenProbability(decay, 81, 81)).toBeCloseTo(Math.exp(-1), 12);
    expect(unseenProbability({ ...decay, invisibleShare: 0.9 }, 81, 81)).toBeCloseTo(
      0.9 + 0.1 * Math.exp(-1),
      12,
    );
    expect(unseenProbability({ ...decay, invisibleShare: 0.9 }, 81, 81e3)).toBeCloseTo(0.9, 12);
    expect(unseenProbability({ ...decay, invisibleShare: 1 }, 81, 81e3)).toBe(1);
    expect(unseenProbability(decay, 81e9, 81)).toBeCloseTo(1, 8);
  });

  it.each([30, 100, 250, 900])(
    "at the largest ε of an A′ of %s MeV the share is the one asked for",
    (massMeV) => {
      const mass = massMeV * MeV;
      const light = { mass, darkMatterMass: mass / 3, alphaDark: 1e-7 };
      const epsilon = largestInvisibleEpsilon(light);
      expect(aprimeDecay({ ...light, epsilon }).invisibleShare).toBeCloseTo(0.99, 12);
      expect(aprimeDecay({ ...light, epsilon: 0.5 * epsilon }).invisibleShare).toBeGreaterThan(0.99);
      expect(largestInvisibleEpsilon({ ...light, darkMatterMass: mass / 2 })).toBe(0);
    },
  );

  it("no ε above 1: with α_D = 0.5, or below the mass of an electron pair", () => {
    expect(largestInvisibleEpsilon({ mass: 0.1, darkMatterMass: 0.03, alphaDark: 0.5 })).toBeCloseTo(
      // The couplings, and (1 + 2 · 0.3²) sqrt(1 - 4 · 0.3²) = 0.944 for the heavier χ.
      Math.sqrt((0.5 / alpha) * (0.01 / 0.99) * 0.944),
      3,
    );
    expect(largestInvisibleEpsilon({ mass: 1 * MeV, darkMatterMass: 0, alphaDark: 1e-9 })).toBe(1);
  });

  it("hadrons are above the mass of two charged pions, 279 MeV, as the comment says", () => {
    expect((2 * pionMass) / MeV).toBeCloseTo(279.1, 1);
  });
});
