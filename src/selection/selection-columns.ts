import type { ColumnSet } from "../event/columns.ts";

/** What a selection adds to each event. Rejected events stay. */
export const selectionColumns = {
  firstFailingCut: {
    unit: "1",
    store: "int8",
    about:
      "place in the selection's order of the first cut that the event fails, from 0; -1 if it passes all, -2 if it is in the signal box, which is masked",
  },
  passedCuts: {
    unit: "1",
    store: "uint32",
    about: "bit k is set if the event passes cut k of the selection's order",
  },
} as const satisfies ColumnSet;
