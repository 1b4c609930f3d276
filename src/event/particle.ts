/** Kinds of particles by their PDG number, as far as the detector tells them apart. */
export const electron = 11;
export const positron = -11;
export const photon = 22;
export const muon = 13;
export const antimuon = -13;
/** The hadrons of a negative beam. */
export const pion = -211;
export const kaon = -321;
export const antiproton = -2212;
/** What a hadron that has begun to shower lets through the back of a part: neutrals and low-energy charged ones. */
export const hadronicDebris = 2112;
/** The dark photon A'. PDG has no number for it; 32 is its Z'. */
export const aprime = 32;
export const electronNeutrino = 12;
export const muonNeutrino = 14;

/** Leaves an ionisation track. */
export function isCharged(kind: number): boolean {
  return kind !== photon && kind !== hadronicDebris && !isInvisible(kind);
}

/** No part can see it. */
export function isInvisible(kind: number): boolean {
  return kind === aprime || Math.abs(kind) === electronNeutrino || Math.abs(kind) === muonNeutrino;
}

export function isMuon(kind: number): boolean {
  return kind === muon || kind === antimuon;
}

/** Starts an electromagnetic shower in matter. */
export function isElectromagnetic(kind: number): boolean {
  return kind === electron || kind === positron || kind === photon;
}

/** Starts, or is already in, a hadronic shower. */
export function isHadronic(kind: number): boolean {
  return kind === pion || kind === kaon || kind === antiproton || kind === hadronicDebris;
}
