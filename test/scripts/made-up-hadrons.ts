import type { EventBatch } from "../../src/detector/events.ts";
import { type MadeUp, madeUpBatch } from "./muon-pairs.ts";

const electron: MadeUp = {
  trackCount: 1,
  trackMomentum: 100,
  trackAngleIn: 0.1,
  trackAngleOut: 0.1,
  srdEnergy: [0.005, 0.005, 0.005],
  showerShape: 1,
  showerDepth: 0,
  vetoEnergy: 0,
  hcalEnergy: 0,
  hcalTotalEnergy: 0,
};

/** Events that pass all of Sec. IV (i)-(iv), but for what is said of each. */
export function madeUpHadrons(...events: readonly MadeUp[]): EventBatch {
  return madeUpBatch(...events.map((event) => ({ ...electron, ...event })));
}
