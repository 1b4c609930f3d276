import { beamCounters } from "./beam-counters.ts";
import { ecal } from "./ecal.ts";
import { hcal } from "./hcal.ts";
import type { Subdetector } from "./subdetector.ts";
import { synchrotron } from "./synchrotron.ts";
import { tracker } from "./tracker.ts";
import { veto } from "./veto.ts";

/** The parts of the setup of Fig. 5, in the order in which they are visited. To add one: a file, and a line here and in events.ts. */
export const subdetectors: readonly Subdetector[] = [beamCounters, tracker, synchrotron, ecal, veto, hcal];
