/**
 * Units. Inside the program a number is in GeV, mm, ns or mrad, charge in e, and c = 1 in momenta and masses.
 * Names carry no suffix: a literal is written times its unit (`25 * mm`), an output is divided by it.
 * The two exceptions carry one: a value that is not in these units (`massMeV` at a boundary), and radians
 * (`thetaRad = theta / rad`), which is what `Math.sin` wants.
 */

export const GeV = 1;
export const TeV = 1e3 * GeV;
export const MeV = 1e-3 * GeV;
export const keV = 1e-6 * GeV;
export const eV = 1e-9 * GeV;

export const mm = 1;
export const um = 1e-3 * mm;
export const cm = 10 * mm;
export const m = 1000 * mm;

export const ns = 1;
export const us = 1e3 * ns;
export const ms = 1e6 * ns;
export const s = 1e9 * ns;

export const mrad = 1;
export const urad = 1e-3 * mrad;
export const rad = 1e3 * mrad;

/** Cross sections are areas: 1 pb = 1e-36 cm². */
export const pb = 1e-36 * cm * cm;
export const ub = 1e6 * pb;

/** Transverse momentum that a unit charge gains across a field integral of 1 T m (e c times it). */
export const teslaMetre = 0.299792458 * GeV;
