import { avogadro } from "../src/constants.ts";
import { cachedAprimeTables } from "../src/node/table-cache.ts";
import { aprimeYield } from "../src/physics/aprime-yield.ts";
import { tabulateExactAbove } from "../src/physics/exact-cross-section-table.ts";
import { purpose } from "../src/random/purpose.ts";
import type { RunKey } from "../src/random/run-key.ts";
import { RandomStream } from "../src/random/stream.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import type { Estimate } from "../src/statistics/estimate.ts";
import { type CrossSectionMethod, prepareAprimeProduction } from "../src/transport/aprime-production.ts";
import { prepareForcedEmission } from "../src/transport/forced-emission.ts";
import { emissionYield, trackLengthYields } from "../src/transport/simulated-yield.ts";
import { defaultThreshold, prepareTargetCascade } from "../src/transport/target-cascade.ts";

/** What a yield is simulated for. */
export interface YieldRequest {
  readonly card: RunCard;
  /** A' below it are not counted. */
  readonly above: number;
  readonly events: number;
  readonly key: RunKey;
}

/** How a yield is computed, in words for people. */
export const yieldMethods = {
  etl: "Eq. (8), exact at tree level",
  "etl-events": "emitted A', exact at tree level",
  "k-factor": "Eq. (13): exact total, IWW spectrum",
  ww: "Eq. (9), IWW spectrum",
  "ww-primary": "the same, primary electron only, no simulation",
} as const;
export type YieldMethod = keyof typeof yieldMethods;

/** The target of a card with its cascade, and the electrons that are shot at it. */
export function prepareTarget({ card, events, key }: YieldRequest) {
  const { target, beam } = card;
  const nucleus = { charge: target.charge, massNumber: target.massNumber };
  const nucleiPerRadiationLength = (avogadro * target.nucleiMass) / target.massNumber;
  const { charge, depth, criticalEnergy } = target;
  const cascade = prepareTargetCascade({ depth, criticalEnergy, charge, nucleiPerRadiationLength });
  const electrons = { energy: beam.momentum, events, purpose: purpose("yield/cascade") };
  const random = new RandomStream(key);
  /** Forces A' of a mass above a minimum upon the cascades. */
  const emitterOf = (method: CrossSectionMethod, mass: number, minimumEnergy: number) => {
    const production = prepareAprimeProduction({ method, mass, minimumEnergy, nucleus }, cachedAprimeTables);
    return prepareForcedEmission(cascade, production, nucleiPerRadiationLength);
  };
  return { nucleus, nucleiPerRadiationLength, depth, cascade, electrons, random, emitterOf };
}

/** A' above the energy per electron on target at epsilon = 1, by each method, from the same cascades. */
export function simulateYields(mass: number, request: YieldRequest): Readonly<Record<YieldMethod, Estimate>> {
  const { above } = request;
  const target = prepareTarget(request);
  const { nucleus, nucleiPerRadiationLength, depth, electrons, random } = target;
  const [atTracks] = eq8Yields([mass], request);
  // From the threshold of the cascade on, so that the cut is made by the events.
  const events = emissionYield(target.emitterOf("etl", mass, defaultThreshold), above, electrons, random);
  const beamEnergy = electrons.energy;
  const conditions = { mass, beamEnergy, minimumEnergy: above, nucleus, nucleiPerRadiationLength, depth };
  return {
    etl: atTracks!.etl,
    "etl-events": events,
    "k-factor": atTracks!["k-factor"],
    ww: atTracks!.ww,
    "ww-primary": { mean: aprimeYield(conditions), error: 0 },
  };
}

const atTracks = ["etl", "k-factor", "ww"] as const;

/** Eq. (8) by three cross sections for each mass, all from the same cascades: A' per electron on target at epsilon = 1. */
export function eq8Yields(
  masses: readonly number[],
  request: YieldRequest,
): Readonly<Record<(typeof atTracks)[number], Estimate>>[] {
  const { nucleus, nucleiPerRadiationLength, cascade, electrons, random } = prepareTarget(request);
  const crossSections = masses.flatMap((mass) =>
    atTracks.map((method) => {
      const { above } = request;
      if (method === "etl") return tabulateExactAbove(above, mass, nucleus, electrons.energy);
      const model = { method, mass, minimumEnergy: above, nucleus };
      return prepareAprimeProduction(model, cachedAprimeTables).crossSectionAt;
    }),
  );
  const yields = trackLengthYields(cascade, crossSections, nucleiPerRadiationLength, electrons, random);
  return masses.map((_, k) => {
    const [etl, byK, ww] = yields.slice(3 * k, 3 * k + 3);
    return { etl: etl!, "k-factor": byK!, ww: ww! };
  });
}
