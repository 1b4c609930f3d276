import { muonMass } from "../constants.ts";
import type { MuonCrossSection } from "../physics/muon-energy-loss.ts";
import { DensityRows } from "../random/density-rows.ts";
import type { RandomStream } from "../random/stream.ts";
import { GeV } from "../units.ts";
import { layerSpectrum, type Sandwich } from "./muon-sandwich.ts";

/** Rows in ln of the kinetic energy, and nodes of each in ln of the loss from the limit to all of it. */
const lowest = Math.log(0.25 * GeV);
const rowStep = 0.25;
const rows = 31; // up to 450 GeV
const nodes = 48;

/** Losses above a limit, one by one, of some processes together. */
export interface HardLosses {
  /** Mean number in a layer, at ln of the kinetic energy. */
  rate(logKinetic: number): number;
  /**
   * Draws whether one of `most` candidates, `most` being no less than the rate, is one: the energy that is lost, or 0.
   */
  draw(logKinetic: number, most: number, random: RandomStream): number;
}

/**
 * Tabulates the losses of `processes` above `limit` in a layer. Rates and spectra are linear in ln of the kinetic energy between rows, by drawing one of the
 * two; the energy is scaled to each. Means within 0.3 %. None below 0.25 GeV.
 */
export function prepareHardLosses(
  processes: readonly MuonCrossSection[],
  sandwich: Sandwich,
  limit: number,
): HardLosses {
  const densities = new Float64Array(rows * nodes);
  for (let row = 0; row < rows; row++) {
    const kinetic = Math.exp(lowest + row * rowStep);
    const step = Math.log(kinetic / limit) / (nodes - 1);
    for (let node = 0; node < nodes && step > 0; node++) {
      const lost = limit * Math.exp(node * step);
      densities[row * nodes + node] =
        lost * step * layerSpectrum(processes, sandwich, lost, kinetic + muonMass);
    }
  }
  const spectra = new DensityRows(densities, nodes);
  const totals = Float64Array.from({ length: rows }, (_, row) => spectra.total(row));

  const placeOf = (logKinetic: number): number => Math.min(rows - 1 - 1e-9, (logKinetic - lowest) / rowStep);

  return {
    rate(logKinetic) {
      const place = placeOf(logKinetic);
      if (place < 0) return 0;
      const row = Math.floor(place);
      return totals[row]! + (place - row) * (totals[row + 1]! - totals[row]!);
    },
    draw(logKinetic, most, random) {
      const place = placeOf(logKinetic);
      if (place < 0) return 0;
      const row = Math.floor(place);
      const upper = (place - row) * totals[row + 1]!;
      const lower = (1 - place + row) * totals[row]!;
      const at = random.uniform() * most;
      if (at >= upper + lower) return 0;
      const node = spectra.draw(at < upper ? row + 1 : row, 0, random);
      const span = logKinetic - Math.log(limit);
      return limit * Math.exp((span * node) / (nodes - 1));
    },
  };
}
