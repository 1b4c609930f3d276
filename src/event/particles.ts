/**
 * The particles of the current event, in and out of time: a list in columns that is cleared, not allocated, for
 * each event. A particle flies straight from where it starts, and reaches every part of the setup with
 * start z <= part < end z. Who replaces a particle by its products sets its `end`.
 */
export class Particles {
  count = 0;
  kind: Int32Array;
  energy: Float64Array;
  /** Where it starts: z along the beam from the front face of the target, x and y from the nominal beam axis. */
  x: Float64Array;
  y: Float64Array;
  z: Float64Array;
  /** Angles to the nominal axis, which follows the magnets. */
  angleX: Float64Array;
  angleY: Float64Array;
  /** Time of its beam particle against the one that triggers, at the same z: 0 is in time. */
  time: Float64Array;
  /** Which beam particle it comes from: 0 the one that triggers, 1 and up the others in the readout window. */
  origin: Int32Array;
  /** The particle whose way or whose energy it carries on, by index; -1 for one that begins a way. */
  parent: Int32Array;
  /** z at which it is replaced by its products; infinite if it is not. */
  end: Float64Array;

  constructor(capacity = 64) {
    this.kind = new Int32Array(capacity);
    this.energy = new Float64Array(capacity);
    this.x = new Float64Array(capacity);
    this.y = new Float64Array(capacity);
    this.z = new Float64Array(capacity);
    this.angleX = new Float64Array(capacity);
    this.angleY = new Float64Array(capacity);
    this.time = new Float64Array(capacity);
    this.origin = new Int32Array(capacity);
    this.parent = new Int32Array(capacity);
    this.end = new Float64Array(capacity);
  }

  clear(): void {
    this.count = 0;
  }

  /** Appends a particle at the origin, along the axis, in time, without end; returns its index. */
  add(kind: number, energy: number): number {
    const p = this.count++;
    if (p === this.kind.length) this.#grow();
    this.kind[p] = kind;
    this.energy[p] = energy;
    this.x[p] = 0;
    this.y[p] = 0;
    this.z[p] = 0;
    this.angleX[p] = 0;
    this.angleY[p] = 0;
    this.time[p] = 0;
    this.origin[p] = 0;
    this.parent[p] = -1;
    this.end[p] = Number.POSITIVE_INFINITY;
    return p;
  }

  /** Appends a particle that starts at z on the line of `parent`, in its direction, time and origin. */
  addFrom(parent: number, z: number, kind: number, energy: number): number {
    const p = this.add(kind, energy);
    this.x[p] = this.xAt(parent, z);
    this.y[p] = this.yAt(parent, z);
    this.z[p] = z;
    this.angleX[p] = this.angleX[parent]!;
    this.angleY[p] = this.angleY[parent]!;
    this.time[p] = this.time[parent]!;
    this.origin[p] = this.origin[parent]!;
    this.parent[p] = parent;
    return p;
  }

  /** Whether particle p flies through the plane at z. */
  reaches(p: number, z: number): boolean {
    return this.z[p]! <= z && z < this.end[p]!;
  }

  /** x of particle p at z, on its straight line. */
  xAt(p: number, z: number): number {
    return this.x[p]! + this.angleX[p]! * 1e-3 * (z - this.z[p]!);
  }

  yAt(p: number, z: number): number {
    return this.y[p]! + this.angleY[p]! * 1e-3 * (z - this.z[p]!);
  }

  #grow(): void {
    const grown = new Particles(2 * this.kind.length);
    grown.kind.set(this.kind);
    grown.energy.set(this.energy);
    grown.x.set(this.x);
    grown.y.set(this.y);
    grown.z.set(this.z);
    grown.angleX.set(this.angleX);
    grown.angleY.set(this.angleY);
    grown.time.set(this.time);
    grown.origin.set(this.origin);
    grown.parent.set(this.parent);
    grown.end.set(this.end);
    const { kind, energy, x, y, z, angleX, angleY, time, origin, parent, end } = grown;
    Object.assign(this, { kind, energy, x, y, z, angleX, angleY, time, origin, parent, end });
  }
}
