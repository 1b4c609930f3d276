/**
 * Tracks of the current cascade: pieces of the way of an electron, a positron or a photon above the threshold, between two emissions;
 * cleared, not allocated, for each event. A track stands behind the one it came from. Energies in GeV, depths in radiation lengths.
 */
export class CascadeTracks {
  count = 0;
  /** PDG number, as in src/event/particle.ts. */
  kind: Int32Array;
  /** The track before it, of the same particle or of the one that made it; -1 for the first. */
  parent: Int32Array;
  from: Float64Array;
  to: Float64Array;
  /** Energy at `from`; it falls linearly to `endEnergy` at `to`, before what is emitted there. */
  startEnergy: Float64Array;
  endEnergy: Float64Array;

  constructor(capacity = 1024) {
    this.kind = new Int32Array(capacity);
    this.parent = new Int32Array(capacity);
    this.from = new Float64Array(capacity);
    this.to = new Float64Array(capacity);
    this.startEnergy = new Float64Array(capacity);
    this.endEnergy = new Float64Array(capacity);
  }

  clear(): void {
    this.count = 0;
  }

  /** Appends a track of no length yet; returns its index. */
  add(kind: number, parent: number, depth: number, energy: number): number {
    const k = this.count++;
    if (k === this.kind.length) this.#grow();
    this.kind[k] = kind;
    this.parent[k] = parent;
    this.from[k] = depth;
    this.to[k] = depth;
    this.startEnergy[k] = energy;
    this.endEnergy[k] = energy;
    return k;
  }

  /** Ends a track. */
  end(k: number, depth: number, energy: number): void {
    this.to[k] = depth;
    this.endEnergy[k] = energy;
  }

  /** Energy at a depth on track k. */
  energyAt(k: number, depth: number): number {
    const length = this.to[k]! - this.from[k]!;
    if (!(length > 0)) return this.startEnergy[k]!;
    const share = (depth - this.from[k]!) / length;
    return this.startEnergy[k]! + share * (this.endEnergy[k]! - this.startEnergy[k]!);
  }

  /** Moves track k to a place before it, with another parent. */
  move(k: number, place: number, parent: number): void {
    this.kind[place] = this.kind[k]!;
    this.parent[place] = parent;
    this.from[place] = this.from[k]!;
    this.to[place] = this.to[k]!;
    this.startEnergy[place] = this.startEnergy[k]!;
    this.endEnergy[place] = this.endEnergy[k]!;
  }

  #grow(): void {
    const grown = new CascadeTracks(2 * this.kind.length);
    grown.kind.set(this.kind);
    grown.parent.set(this.parent);
    grown.from.set(this.from);
    grown.to.set(this.to);
    grown.startEnergy.set(this.startEnergy);
    grown.endEnergy.set(this.endEnergy);
    const { kind, parent, from, to, startEnergy, endEnergy } = grown;
    Object.assign(this, { kind, parent, from, to, startEnergy, endEnergy });
  }
}
