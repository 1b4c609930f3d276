import { allCuts } from "../cuts/index.ts";
import { intensitySets } from "../scripts/card-options.ts";
import { loadCard } from "../src/node/load-card.ts";
import { type RunCard, runCardSchema } from "../src/simulation/run-card.ts";

const schema = runCardSchema(allCuts);

/** A shipped card, as `--run` and `--set` load it. */
export function shippedCard(sets: readonly string[] = [], run = "III"): RunCard {
  return loadCard(run, sets, schema).card;
}

/** Beam electrons of exactly the nominal momentum. */
export const oneMomentum = ["beam.momentumSpread=0", "beam.lowEnergyFraction=0"];

/** One intensity, electrons per spill, instead of a band. */
export function oneIntensity(intensity: string): string[] {
  return intensitySets(Number(intensity));
}

/** No other particle in the readout window. */
export const withoutOthers = oneIntensity("0");

/** Channels of the MSADC that are all as the reconstruction has them, with pulses exactly at their times. */
export const perfectChannels = [
  "msadc.timeJitter=0 ns",
  "msadc.timeOffsets=0 ns",
  "msadc.templateError=0",
  "msadc.gainSpread=0",
];

/** ECAL cells that are always read, without noise, by perfect channels. */
export const withoutNoise = [
  ...perfectChannels,
  "msadc.noise=0",
  "detector.ecal.cellThreshold=0 MeV",
  "detector.ecal.preshowerCellThreshold=0 MeV",
];
