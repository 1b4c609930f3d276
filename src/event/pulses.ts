/**
 * True pulses of one part in the current event: channel, time, energy, origin. Scratch: cleared for each part.
 * Several pulses may stand on one channel; their order is that of the particles.
 */
export class Pulses {
  count = 0;
  channel: Int32Array;
  time: Float64Array;
  energy: Float64Array;
  origin: Int32Array;

  constructor(capacity = 1024) {
    this.channel = new Int32Array(capacity);
    this.time = new Float64Array(capacity);
    this.energy = new Float64Array(capacity);
    this.origin = new Int32Array(capacity);
  }

  clear(): void {
    this.count = 0;
  }

  /** One pulse of `energy` on `channel`, `time` after the trigger at the same place of the beam line. */
  add(channel: number, time: number, energy: number, origin: number): void {
    const p = this.count++;
    if (p === this.channel.length) this.#grow();
    this.channel[p] = channel;
    this.time[p] = time;
    this.energy[p] = energy;
    this.origin[p] = origin;
  }

  #grow(): void {
    const grown = new Pulses(2 * this.channel.length);
    grown.channel.set(this.channel);
    grown.time.set(this.time);
    grown.energy.set(this.energy);
    grown.origin.set(this.origin);
    this.channel = grown.channel;
    this.time = grown.time;
    this.energy = grown.energy;
    this.origin = grown.origin;
  }
}
