import { eventColumns } from "../src/detector/events.ts";
import { defineCut } from "../src/selection/cut.ts";
import { count, energy, list } from "../src/tables/quantity.ts";

const modules = eventColumns.hcalModuleEnergy.width;

/** 1 to 6 GeV in HCAL1 and in HCAL4, as of one or two muons: nothing else reaches the fourth module (Sec. V.B). */
export const dimuonModules = defineCut({
  name: "dimuon-modules",
  about: "one or two muons in the first and the last module of the HCAL (Sec. V.B)",
  thresholds: {
    modules: list(count("module of the HCAL that is looked at", { min: 1, max: modules })),
    above: energy("least energy of each of these modules", { min: 0 }),
    below: energy("largest energy of each of these modules", { min: 0 }),
  },
  prepare: ({ modules: looked, above, below }) => {
    return (events, i) => {
      for (let k = 0; k < looked.length; k++) {
        const energy = events.hcalModuleEnergy[i * modules + looked[k]! - 1]!;
        if (!(energy >= above && energy <= below)) return false;
      }
      return true;
    };
  },
});
