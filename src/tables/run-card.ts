import type { z } from "zod";
import { GeV, MeV, mm, ns, s } from "../units.ts";
import { pulseTemplate } from "./pulse-template.ts";
import {
  angle,
  correlations,
  count,
  energy,
  fieldIntegral,
  fraction,
  length,
  plain,
  surfaceDensity,
  time,
} from "./quantity.ts";
import { section } from "./section.ts";

/** Electrons on target of the period, Sec. IV. */
export const exposureSection = section("What was collected in the period", {
  electronsOnTarget: plain("electrons on target of the period", { min: 1 }),
});

/** The beam of H4, Sec. III, and its intensity, Sec. IV. */
export const beamSection = section("The beam at the detector", {
  momentum: energy("nominal momentum (times c), which the magnets are set to", {
    min: 10 * GeV,
    max: 300 * GeV,
  }),
  momentumSpread: fraction("relative spread (rms) of the momentum of a beam electron"),
  spotX: length("horizontal size (rms) of the beam at the target", { min: 0, max: 100 * mm }),
  spotY: length("vertical size (rms) of the beam at the target", { min: 0, max: 100 * mm }),
  divergence: angle("divergence (rms), in each plane", { min: 0, max: 10 }),
  spillLength: time("length of a spill", { min: 1e-3 * s, max: 100 * s }),
  dutyFactor: plain(
    "share of the spill in which the beam is on: instantaneous rate = mean rate / duty factor",
    {
      min: 0.01,
      max: 1,
    },
  ),
  intensityLow: plain("lower edge of the band of intensities, electrons per spill", { min: 0, max: 1e9 }),
  intensityHigh: plain("upper edge of the band of intensities, electrons per spill", { min: 0, max: 1e9 }),
  intensityMean: plain("mean intensity within the band, electrons per spill", { min: 0, max: 1e9 }),
  lowEnergyFraction: fraction("share of beam electrons in the low-energy tail"),
  lowEnergyMinimum: energy("lowest energy of the tail, which is flat up to 95 % of the momentum", {
    min: 1 * GeV,
  }),
  lowEnergyAngle: angle("mean polar angle of tail electrons, exponential", { min: 0, max: 100 }),
  hadronFraction: plain("hadrons per beam electron", { min: 0, max: 1 }),
  kaonShare: fraction("share of the hadrons that are kaons"),
  antiprotonShare: plain("share of the hadrons that are antiprotons; the rest are pions", {
    min: 0,
    max: 0.5,
  }),
  muonFraction: plain("muons within the beam per beam electron", { min: 0, max: 1 }),
  haloFraction: plain("halo particles per beam electron", { min: 0, max: 1 }),
  haloElectronShare: fraction("share of the halo that are electrons; the rest are muons"),
  haloSize: length("half side of the square that the halo covers evenly", { min: 1 * mm, max: 1e4 * mm }),
});
export type Beam = z.output<typeof beamSection>;

/** The active target, which is the ECAL, Sec. III: what generators need to know of it. */
export const targetSection = section("The active target", {
  charge: count("charge Z of the nucleus", { min: 1, max: 120 }),
  massNumber: plain("mass number A of the nucleus", { min: 1, max: 300 }),
  nucleiMass: surfaceDensity("mass of that nucleus in one radiation length of the sandwich", { min: 0 }),
  radiationLength: length("one radiation length of the sandwich", { min: 0.1 * mm }),
  depth: plain("depth of the target in radiation lengths", { min: 1, max: 100 }),
  criticalEnergy: energy("critical energy of the sandwich: loss by ionisation per radiation length", {
    min: 1 * MeV,
    max: 1 * GeV,
  }),
});
export type Target = z.output<typeof targetSection>;

/** Muon pairs made in the target, Sec. V: what is in their number besides Eq. (22). */
export const dimuonsSection = section("Muon pairs made in the target", {
  tridentFraction: plain(
    "direct trident e- Z -> e- Z mu+ mu- by a virtual photon, per pair of a real photon; a factor 1 + this in the weight",
    { min: 0, max: 1 },
  ),
});
export type Dimuons = z.output<typeof dimuonsSection>;

/** Photonuclear reactions in the target: what is in their number besides real photons on its nuclei. */
export const photonuclearSection = section("Photonuclear reactions in the target", {
  scale: plain("factor on the number of all reactions, for their uncertainty; 0 leaves them out", {
    min: 0,
    max: 10,
  }),
  virtualFraction: plain(
    "reactions of virtual photons of the shower's electrons, per reaction of a real one; a factor 1 + this in the number",
    { min: 0, max: 1 },
  ),
  scintillatorFraction: plain(
    "reactions on nuclei of the scintillator, per reaction on those of the target; a factor 1 + this in the number",
    { min: 0, max: 10 },
  ),
  recoilProtons: plain("mean number of recoiling protons of 30-400 MeV that a nucleus gives off", {
    min: 0,
    max: 20,
  }),
  recoilNeutrons: plain("mean number of such neutrons", { min: 0, max: 20 }),
  excitation: energy("mean energy that unbinds other nucleons, which evaporate, with what they have", {
    min: 0,
    max: 1 * GeV,
  }),
});
export type Photonuclear = z.output<typeof photonuclearSection>;
/** Hadronic showers in ECAL and HCAL: what does not depend on the calorimeter. */
export const hadronShowersSection = section("Hadronic showers, in any calorimeter", {
  multiplicityPower: plain(
    "power k with which the energy of the hadronic part grows: the share of neutral pions is 1 - (E / E0)^(k - 1)",
    { min: 0.5, max: 1 },
  ),
  pionScale: energy("E0 of pions and kaons, from which on there are neutral pions", {
    min: 0.1 * GeV,
    max: 10 * GeV,
  }),
  nucleonScale: energy("E0 of nucleons", { min: 0.1 * GeV, max: 10 * GeV }),
  electromagneticSpread: fraction("spread (rms) of the share of neutral pions at 1 GeV"),
  spreadPower: plain("power of the energy with which that spread falls", { min: 0, max: 1 }),
  lengthSpread: fraction("spread of ln of the length of the hadronic part from shower to shower"),
  coreMomentum: energy("transverse momentum (rms in each plane) of the neutral pions of a shower together", {
    min: 0,
    max: 10 * GeV,
  }),
  chargeExchange: plain(
    "charge exchange with a leading neutral, pi- p -> pi0 n or K- p -> K0 n, over all inelastic reactions, at 10 GeV; falls as 1 / E",
    { min: 0, max: 0.1 },
  ),
});
export type HadronShowers = z.output<typeof hadronShowersSection>;

/** The bending magnets, Sec. III: two dipoles taken as one. */
export const magnetsSection = section("The two dipoles, taken as one", {
  fieldIntegral: fieldIntegral("field integral along the beam", { min: 0, max: 20 * 0.299792458 }),
  length: length("length of the field", { min: 10 * mm }),
  exit: length("end of the field along the beam, from the front face of the target", { max: 0 }),
});
export type Magnets = z.output<typeof magnetsSection>;

/** Sampling ADC and shaper, Sec. III. */
export const msadcSection = section("MSADC electronics of ECAL and HCAL", {
  samplingPeriod: time("time between two samples", { min: 1 * ns, max: 100 * ns }),
  samples: count("samples per channel", { min: 16, max: 64 }),
  peakSample: plain("where the peak of an in-time pulse stands, in samples", { min: 0, max: 63 }),
  bits: count("bits of the ADC", { min: 8, max: 14 }),
  pedestalEven: plain("pedestal of even samples, counts", { min: 0, max: 1000 }),
  pedestalOdd: plain("pedestal of odd samples, counts", { min: 0, max: 1000 }),
  noise: plain("noise (rms) of a sample before rounding, counts", { min: 0, max: 100 }),
  noiseCorrelation: correlations(
    "correlation of the noise of a sample with that of the next one, the one after that, ...; 0 if it is white",
  ),
  riseTime: time("time constant a of the rise", { min: 1 * ns }),
  fallTime: time("time constant of the fast part of the fall", { min: 1 * ns }),
  tailTime: time("time constant of the slow part of the fall", { min: 1 * ns }),
  tailFraction: fraction("share of the slow part"),
  template: pulseTemplate(
    "measured pulse to take instead of that form: its heights in any unit, from the pedestal on; an empty list for none",
  ),
  templateStep: time("time from one height of the template to the next", { min: 0.1 * ns, max: 50 * ns }),
  templateError: plain(
    "spread (rms) from channel to channel of the pulses that are read around the template that is known, over the first 200 ns, relative to the peak",
    { min: 0, max: 0.02 },
  ),
  timeJitter: time(
    "spread (rms) of the time of a pulse of 1 GeV by the statistics of its photoelectrons, falling with the root of the energy",
    { min: 0, max: 10 * ns },
  ),
  timeOffsets: time("spread (rms) of the fixed errors of the channels' times, which are not known", {
    min: 0,
    max: 10 * ns,
  }),
  gainSpread: plain("spread (rms) of the gains from channel to channel, which are known", {
    min: 0,
    max: 0.2,
  }),
});
export type Msadc = z.output<typeof msadcSection>;

/** Which other beam particles are simulated with an event. */
export const overlaySection = section("Other beam particles in the readout window", {
  windowStart: time("earliest beam particle, against the trigger", { max: 0 }),
  windowEnd: time("latest beam particle, against the trigger", { min: 0 }),
});
export type Overlay = z.output<typeof overlaySection>;

/** What the DAQ loses, Sec. VI.B. Nothing of an event depends on it. */
export const daqSection = section("Triggers and the dead time of the DAQ", {
  triggerSuppression: plain("beam electrons per trigger", { min: 1, max: 1e9 }),
  deadTime: time("time in which the DAQ takes no other trigger after one", { min: 0, max: 1 * s }),
});
export type Daq = z.output<typeof daqSection>;

/** What every generator and every part may read of a run card, besides its own section. */
export interface Setup {
  readonly beam: Beam;
  readonly target: Target;
  readonly dimuons: Dimuons;
  readonly photonuclear: Photonuclear;
  readonly hadronShowers: HadronShowers;
  readonly magnets: Magnets;
  readonly msadc: Msadc;
  readonly overlay: Overlay;
}

/** Sections that no single part owns. */
export const commonSections = {
  exposure: exposureSection,
  beam: beamSection,
  target: targetSection,
  dimuons: dimuonsSection,
  photonuclear: photonuclearSection,
  hadronShowers: hadronShowersSection,
  magnets: magnetsSection,
  msadc: msadcSection,
  overlay: overlaySection,
  daq: daqSection,
} as const;
