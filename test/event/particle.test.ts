import { expect, it } from "vitest";
import {
  antimuon,
  aprime,
  electron,
  hadronicDebris,
  isCharged,
  isElectromagnetic,
  isHadronic,
  isMuon,
  longLivedKaon,
  muon,
  neutron,
  photon,
  pion,
  positron,
  proton,
  shortLivedKaon,
  slowNeutrons,
  slowProtons,
  unbinding,
} from "../../src/event/particle.ts";

// What a part does with a particle: ionises, crosses as a muon, showers electromagnetically, showers as a hadron.
it.each([
  ["electron", electron, true, false, true, false],
  ["positron", positron, true, false, true, false],
  ["photon", photon, false, false, true, false],
  ["muon", muon, true, true, false, false],
  ["antimuon", antimuon, true, true, false, false],
  ["pion", pion, true, false, false, true],
  ["proton", proton, true, false, false, true],
  ["neutron", neutron, false, false, false, true],
  ["K0L", longLivedKaon, false, false, false, true],
  ["K0S", shortLivedKaon, false, false, false, true],
  ["hadronic debris", hadronicDebris, false, false, false, true],
  ["slow protons", slowProtons, false, false, false, false],
  ["slow neutrons", slowNeutrons, false, false, false, false],
  ["what unbinds", unbinding, false, false, false, false],
  ["A'", aprime, false, false, false, false],
])("%s", (_, kind, charged, likeMuon, electromagnetic, hadronic) => {
  expect([isCharged(kind), isMuon(kind), isElectromagnetic(kind), isHadronic(kind)]).toEqual([
    charged,
    likeMuon,
    electromagnetic,
    hadronic,
  ]);
});
