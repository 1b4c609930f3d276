import type { ShowerMedium } from "../physics/shower-profile.ts";
import type { Setup } from "../tables/run-card.ts";
import { calibrationErrors, meanShares } from "./calibration.ts";
import type { prepareCellShares } from "./cell-shares.ts";
import type { EcalCard } from "./ecal.ts";
import type { Events } from "./events.ts";
import { NineCells } from "./nine-cells.ts";
import { prepareShowerDepth } from "./shower-depth.ts";
import { prepareShowerPosition } from "./shower-position.ts";
import { prepareShowerShape } from "./shower-shape.ts";
import { prepareUnseenEnergy } from "./unseen-energy.ts";

/** Error (rms) of a value that is rounded to whole counts. */
const rounding = 1 / Math.sqrt(12);

/** What the showers of the ECAL are expected to be. */
interface Expected {
  /** Cells in a row. */
  readonly side: number;
  /** Of an electron's shower in the cells of the PS and of the main section. */
  readonly preshowerShares: ReturnType<typeof prepareCellShares>;
  readonly shares: ReturnType<typeof prepareCellShares>;
  readonly medium: ShowerMedium;
}

/**
 * From the energies read in the cells, those of the PS first, to energies, place and shape of the shower: calibration, threshold, the
 * place from the main cells, what goes unseen below threshold, then the shape across at the track (without one, at that place) and along
 * by the share of the PS.
 */
export function prepareEcalReconstruction(
  card: EcalCard,
  { beam, msadc }: Setup,
  { side, preshowerShares, shares, medium }: Expected,
): (found: Float64Array, i: number, events: Events) => void {
  const cells = side * side;
  const weights = meanShares(shares, side, beam.spotX, beam.spotY);
  const scales = calibrationErrors(card.calibrationSpread, 2, weights).map((error) => card.scale * error);
  const preshower = new Float64Array(cells);
  const main = new Float64Array(cells);
  const nine = new NineCells(side);
  const place = { x: 0, y: 0 };
  const unseenInPreshower = prepareUnseenEnergy(preshowerShares, cells, card.preshowerCellThreshold);
  const unseenInMain = prepareUnseenEnergy(shares, cells, card.cellThreshold);
  const showerPosition = prepareShowerPosition(shares, side, card.cellSize);
  const showerShape = prepareShowerShape(shares, side, {
    ...card,
    noise: card.energyPerCount * Math.hypot(msadc.noise, rounding),
    shareError: Math.hypot(card.profileError, card.calibrationSpread),
  });
  const showerDepth = prepareShowerDepth(medium, card.preshowerDepth, {
    samplingTerm: card.samplingTerm,
    preshowerError: card.preshowerCellThreshold,
  });

  return (found, i, events) => {
    let inPreshower = 0;
    let inMain = 0;
    for (let c = 0; c < cells; c++) {
      const value = scales[c]! * found[c]!;
      preshower[c] = value >= card.preshowerCellThreshold ? value : 0;
      inPreshower += preshower[c]!;
    }
    for (let c = 0; c < cells; c++) {
      const value = scales[cells + c]! * found[cells + c]!;
      main[c] = value >= card.cellThreshold ? value : 0;
      inMain += main[c]!;
    }
    if (inMain === 0) {
      place.x = Number.NaN;
      place.y = Number.NaN;
    } else {
      showerPosition(main, nine.find(main), place);
    }
    events.ecalX[i] = place.x;
    events.ecalY[i] = place.y;
    const tracked = shares.covers(events.trackX[i]!, events.trackY[i]!);
    const x = tracked ? events.trackX[i]! : place.x;
    const y = tracked ? events.trackY[i]! : place.y;
    if (shares.covers(x, y)) {
      inPreshower += unseenInPreshower(preshower, x, y);
      inMain += unseenInMain(main, x, y);
    }
    const total = inPreshower + inMain;
    events.ecalEnergy[i] = total;
    events.preshowerEnergy[i] = inPreshower;
    events.showerShape[i] = Number.isNaN(place.x) ? Number.NaN : showerShape(main, nine, x, y);
    events.showerDepth[i] = total > 0 ? showerDepth(inPreshower, total) : Number.NaN;
  };
}
