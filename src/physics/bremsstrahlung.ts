/**
 * Photons of an electron of energy E per radiation length and per unit of y = k/E, over 4/(3y): between 0 and 1 for all y. That
 * makes 4/(3y) an envelope to draw from.
 */
export type RadiationSpectrum = (y: number, energy: number) => number;

/**
 * Complete screening, Tsai-1974: dN/(dt dy) = (4/3 - 4y/3 + y²) / y, without his term 0.032 (1 - y) / y in lead, 2.4 % of the soft
 * photons. Holds from about 1 GeV on in lead, and for y < 0.9 far below. An electron radiates its energy per radiation length: ∫ y dN = 1.
 */
export function completeScreening(y: number): number {
  return 1 - y * (1 - 0.75 * y);
}

/**
 * The form of Tsai and Whitis, Phys. Rev. 149, 1248 (1966), b = 4/3: dN/(dt dy) = -b / ln(1 - y). Then ln(E₀/E) after t radiation lengths is Gamma distributed with
 * shape 4t/3, which `electronTrackLength` integrates. For comparison with it.
 */
export function tsaiWhitis(y: number): number {
  return -y / Math.log1p(-y);
}
