import type { Reconstructed } from "../readout/reconstructed.ts";

/** How far the cells of the HCAL with energy lie apart: rms, weighted by energy. NaN without such a cell. */
export interface HcalSpread {
  /** Across the beam, in x and y together, about their centre of energy, mm. All modules are seen along the beam as one. */
  lateral: number;
  /** Of their times, ns. */
  time: number;
}

/** The spread of modules of `side` x `side` cells, of those from `threshold` on; in the place of Sec. VIII's, which is not told. */
export function prepareHcalSpread(side: number, cellSize: number, threshold: number) {
  const cells = side * side;
  const spread: HcalSpread = { lateral: Number.NaN, time: Number.NaN };
  return ({ energy, time }: Reconstructed): HcalSpread => {
    let sum = 0;
    let x = 0;
    let y = 0;
    let t = 0;
    let squares = 0;
    let timeSquares = 0;
    for (let c = 0; c < energy.length; c++) {
      const weight = energy[c]!;
      if (!(weight >= threshold) || Number.isNaN(time[c]!)) continue;
      const cellX = (c % side) * cellSize;
      const cellY = Math.floor((c % cells) / side) * cellSize;
      sum += weight;
      x += weight * cellX;
      y += weight * cellY;
      t += weight * time[c]!;
      squares += weight * (cellX * cellX + cellY * cellY);
      timeSquares += weight * time[c]! * time[c]!;
    }
    if (sum === 0) {
      // Of 0 / 0 processors make NaN of other bits than these, which every file keeps.
      spread.lateral = Number.NaN;
      spread.time = Number.NaN;
      return spread;
    }
    x /= sum;
    y /= sum;
    t /= sum;
    spread.lateral = Math.sqrt(Math.max(0, squares / sum - x * x - y * y));
    spread.time = Math.sqrt(Math.max(0, timeSquares / sum - t * t));
    return spread;
  };
}
