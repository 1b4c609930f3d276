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
/** Others that nuclei release. */
export const positivePion = 211;
export const positiveKaon = 321;
export const longLivedKaon = 130;
export const shortLivedKaon = 310;
export const proton = 2212;
export const neutron = 2112;
export const antineutron = -2112;
/**
 * What a hadron that has begun to shower lets through the back of a part: neutrals and low-energy charged ones. PDG keeps 81-100 for such
 * inventions of a program.
 */
export const hadronicDebris = 99;
/** What a nucleus gives off that stays near it, all of one kind together: kinetic energy of protons and of neutrons, and what unbinds nucleons. */
export const slowProtons = 98;
export const slowNeutrons = 97;
export const unbinding = 96;
/** The dark photon A'. PDG has no number for it; 32 is its Z'. */
export const aprime = 32;
export const electronNeutrino = 12;
export const muonNeutrino = 14;

/** Leaves an ionisation track. */
export function isCharged(kind: number): boolean {
  return (
    kind !== photon &&
    kind !== hadronicDebris &&
    !isOfNucleus(kind) &&
    !isNeutralHadron(kind) &&
    !isInvisible(kind)
  );
}

/** Ends where a nucleus gave it off. */
export function isOfNucleus(kind: number): boolean {
  return kind === slowProtons || kind === slowNeutrons || kind === unbinding;
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
  const size = Math.abs(kind);
  return (
    kind === hadronicDebris ||
    kind === longLivedKaon ||
    kind === shortLivedKaon ||
    size === positivePion ||
    size === positiveKaon ||
    size === proton ||
    size === neutron
  );
}

/** Flies unseen until it starts a hadronic shower. */
export function isNeutralHadron(kind: number): boolean {
  return kind === longLivedKaon || kind === shortLivedKaon || kind === neutron || kind === antineutron;
}
