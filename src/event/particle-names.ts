/** How kinds of particles are written: in plain text, and in a figure with scripts. */
const names: Readonly<Record<number, readonly [text: string, figure: string]>> = {
  11: ["e-", "e^{\u2212}"],
  [-11]: ["e+", "e^{+}"],
  22: ["gamma", "\u03b3"],
  13: ["mu-", "\u03bc^{\u2212}"],
  [-13]: ["mu+", "\u03bc^{+}"],
  [-211]: ["pi-", "\u03c0^{\u2212}"],
  [-321]: ["K-", "K^{\u2212}"],
  [-2212]: ["pbar", "anti-p"],
  211: ["pi+", "\u03c0^{+}"],
  321: ["K+", "K^{+}"],
  130: ["K0L", "K^{0}_{L}"],
  310: ["K0S", "K^{0}_{S}"],
  2212: ["p", "p"],
  2112: ["n", "n"],
  [-2112]: ["nbar", "anti-n"],
  99: ["debris", "debris"],
  98: ["slow protons", "slow p"],
  97: ["slow neutrons", "slow n"],
  96: ["unbinding", "unbinding"],
  12: ["nu_e", "\u03bd_{e}"],
  [-12]: ["nubar_e", "anti-\u03bd_{e}"],
  14: ["nu_mu", "\u03bd_{\u03bc}"],
  [-14]: ["nubar_mu", "anti-\u03bd_{\u03bc}"],
  32: ["A'", "A\u2032"],
};

/** The name of a kind by its PDG number, such as "mu-"; the number itself for one that has none here. */
export function particleName(kind: number): string {
  return names[kind]?.[0] ?? `PDG ${kind}`;
}

/** The same for a figure, where `^{...}` is a superscript. */
export function particleSymbol(kind: number): string {
  return names[kind]?.[1] ?? `PDG ${kind}`;
}
