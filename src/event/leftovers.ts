/**
 * What the cascade leaves to parametrised showers in the current event: electrons and positrons below the threshold where they are,
 * and what flies out of the back of the target, at its depth. Cleared, not allocated. GeV, radiation lengths.
 */
export class Leftovers {
  count = 0;
  /** PDG number: a photon is one that leaves the target. */
  kind: Int32Array;
  energy: Float64Array;
  depth: Float64Array;
  /** The track at whose end it was made, -1 if there is none. */
  parent: Int32Array;

  constructor(capacity = 1024) {
    this.kind = new Int32Array(capacity);
    this.energy = new Float64Array(capacity);
    this.depth = new Float64Array(capacity);
    this.parent = new Int32Array(capacity);
  }

  clear(): void {
    this.count = 0;
  }

  add(kind: number, energy: number, depth: number, parent: number): void {
    const k = this.count++;
    if (k === this.kind.length) this.#grow();
    this.kind[k] = kind;
    this.energy[k] = energy;
    this.depth[k] = depth;
    this.parent[k] = parent;
  }

  /** Moves leftover k to a place before it, with another parent. */
  move(k: number, place: number, parent: number): void {
    this.kind[place] = this.kind[k]!;
    this.energy[place] = this.energy[k]!;
    this.depth[place] = this.depth[k]!;
    this.parent[place] = parent;
  }

  #grow(): void {
    const grown = new Leftovers(2 * this.kind.length);
    grown.kind.set(this.kind);
    grown.energy.set(this.energy);
    grown.depth.set(this.depth);
    grown.parent.set(this.parent);
    const { kind, energy, depth, parent } = grown;
    Object.assign(this, { kind, energy, depth, parent });
  }
}
