import type { Generator } from "../src/simulation/generator.ts";
import { beam } from "./beam.ts";
import { beamHadron } from "./beam-hadron.ts";
import { beamMuon } from "./beam-muon.ts";
import { dimuon } from "./dimuon.ts";
import { electron } from "./electron.ts";
import { hadronProduction } from "./hadron-production.ts";
import { randomTrigger } from "./random-trigger.ts";
import { signal } from "./signal.ts";

/** The processes, by name. To add one: a file, and a line here. */
export const generators: readonly Generator[] = [
  electron,
  signal,
  dimuon,
  hadronProduction,
  beam,
  beamHadron,
  beamMuon,
  randomTrigger,
];
