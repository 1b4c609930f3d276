import { energy, fraction, length, plain, surfaceDensity, time } from "../tables/quantity.ts";
import { section } from "../tables/section.ts";
import { mm, ns } from "../units.ts";

/** The numbers of the SRD, in the run card under `detector.synchrotron`. */
export const synchrotronSection = section(
  "The three counters of the synchrotron-radiation detector (SRD), Sec. III",
  {
    position: length("position along the beam, from the front face of the target", { max: 0 }),
    clearance: length("free space between the deflected nominal beam and the first counter", { min: 0 }),
    counterWidth: length("width of one counter in the plane of the bend", { min: 1 * mm }),
    counterHeight: length("height of the counters, centred on the beam", { min: 0 }),
    layers: plain("layers of lead and scintillator", { min: 0 }),
    leadThickness: length("lead in one layer", { min: 0 }),
    scintillatorThickness: length("scintillator in one layer", { min: 0 }),
    photonThreshold: energy("photons and knock-on electrons below this leave no light", { min: 1e-9 }),
    neighbourLeak: fraction(
      "probability that what is absorbed leaves a share of its energy, from 0 to 1 evenly, in the counter beside it",
    ),
    lightScale: plain("visible energy over absorbed energy, on average", { min: 0 }),
    stochastic: energy(
      "energy at which one photon is measured to 100 %: the resolution is sqrt(stochastic / energy)",
      { min: 0 },
    ),
    photoelectrons: plain("photoelectrons per MeV of visible energy", { min: 0.1 }),
    noise: energy("noise (rms) of a counter, in visible energy", { min: 0 }),
    timeResolution: time("time resolution (rms) of a pulse", { min: 0 }),
    gate: time("full width of the time cut around the trigger", { min: 1 * ns }),
    mip: energy(
      "most probable energy of a minimum-ionising particle through all layers, as absorbed energy of photons",
      { min: 0 },
    ),
    landauWidth: energy("width xi of its Landau distribution, on the same scale", { min: 0 }),
    landauTail: plain("where the Landau tail ends, in units of xi", { min: 10, max: 1000 }),
    windowMass: surfaceDensity("mass of the window at the end of the vacuum vessel", { min: 0 }),
    windowElectrons: plain("electrons per unit of atomic mass in it, Z/A", { min: 0, max: 1 }),
    windowDistance: length("from the window to the counters", { min: 0 }),
  },
);
