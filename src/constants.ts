import { GeV, MeV, mm, ns } from "./units.ts";

/** Fine-structure constant, dimensionless. CODATA-2018. */
export const alpha = 1 / 137.035999084;

/** Mass of the electron. CODATA-2018. */
export const electronMass = 0.51099895 * MeV;

/** Mass of the muon. CODATA-2018. */
export const muonMass = 105.6583755 * MeV;

/** Mean life of the muon. PDG-2022. */
export const muonLifetime = 2196.9811 * ns;

/** Mass of the charged pion. PDG-2022. */
export const pionMass = 139.57039 * MeV;

/** Mass of the proton. CODATA-2018. */
export const protonMass = 0.93827208816 * GeV;

/** Atomic mass unit; a nucleus weighs A of them. CODATA-2018. */
export const atomicMassUnit = 0.93149410242 * GeV;

/** Magnetic moment of the proton in nuclear magnetons. CODATA-2018. */
export const protonMagneticMoment = 2.79284734;

/** ħc, in GeV mm: 197.3269804 MeV fm. CODATA-2018, exact by definition of the SI. */
export const hbarC = 197.3269804 * MeV * 1e-12 * mm;

/** Speed of light, in mm / ns. SI, exact. */
export const speedOfLight = 299.792458 * (mm / ns);

/** Avogadro's number, per mol. SI, exact. */
export const avogadro = 6.02214076e23;

/** Classical radius of the electron rₑ = α ħc / mₑ: 2.8179403e-12 mm. Derived. */
export const classicalElectronRadius = (alpha * hbarC) / electronMass;
