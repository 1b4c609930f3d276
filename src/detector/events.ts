import type { Batch, Columns } from "../event/columns.ts";
import { truthColumns } from "../event/truth.ts";
import { beamCounters } from "./beam-counters.ts";
import { ecal } from "./ecal.ts";
import { hcal } from "./hcal.ts";
import { synchrotron } from "./synchrotron.ts";
import { tracker } from "./tracker.ts";
import { veto } from "./veto.ts";

/** Every column of a simulated event: the truth's and each part's. Joined here and nowhere else. */
export const eventColumns = {
  ...truthColumns,
  ...beamCounters.columns,
  ...tracker.columns,
  ...synchrotron.columns,
  ...ecal.columns,
  ...veto.columns,
  ...hcal.columns,
} as const;

/** What cuts read: `events.ecalEnergy[i]`; column k of a wide column of width w at `[i * w + k]`. */
export type Events = Columns<typeof eventColumns>;
export type EventBatch = Batch<typeof eventColumns>;
