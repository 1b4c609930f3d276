/**
 * The hits of the current event in each chamber, cleared and not allocated for each event: hit h of chamber c is at
 * [c * most + h]. A chamber that is full keeps the hits nearest to the trigger in time: with the 8 of the shipped cards and
 * 0.3 other particles in the window, at 1e7 electrons per spill, one is lost in 2e-9 of the events.
 */
export class ChamberHits {
  readonly most: number;
  readonly count: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly time: Float64Array;
  /** 1 if a particle of the triggering beam particle left it, alone or with others. */
  readonly own: Uint8Array;
  /** 1 if a track or line has it already. */
  readonly used: Uint8Array;
  /** How many particles left it together. */
  readonly #particles: Int32Array;
  readonly #doubleDistance: number;

  constructor(chambers: number, most: number, doubleDistance: number) {
    this.most = most;
    this.count = new Int32Array(chambers);
    this.x = new Float64Array(chambers * most);
    this.y = new Float64Array(chambers * most);
    this.time = new Float64Array(chambers * most);
    this.own = new Uint8Array(chambers * most);
    this.used = new Uint8Array(chambers * most);
    this.#particles = new Int32Array(chambers * most);
    this.#doubleDistance = doubleDistance;
  }

  clear(): void {
    this.count.fill(0);
  }

  /** Makes every hit free again. */
  release(): void {
    this.used.fill(0);
  }

  /** Adds what one particle leaves in chamber c: a hit of its own, or a share of the one that is too near. */
  add(c: number, x: number, y: number, time: number, own: boolean): void {
    const first = c * this.most;
    const end = first + this.count[c]!;
    const near = this.#doubleDistance;
    for (let h = first; h < end; h++) {
      if (Math.abs(this.x[h]! - x) >= near || Math.abs(this.y[h]! - y) >= near) continue;
      const share = 1 / (this.#particles[h]! + 1);
      this.x[h]! += share * (x - this.x[h]!);
      this.y[h]! += share * (y - this.y[h]!);
      this.time[h]! += share * (time - this.time[h]!);
      if (own) this.own[h] = 1;
      this.#particles[h]! += 1;
      return;
    }
    let place = end;
    if (this.count[c]! === this.most) {
      place = this.#latest(first, end);
      if (Math.abs(time) >= Math.abs(this.time[place]!)) return;
    } else this.count[c]! += 1;
    this.x[place] = x;
    this.y[place] = y;
    this.time[place] = time;
    this.own[place] = own ? 1 : 0;
    this.used[place] = 0;
    this.#particles[place] = 1;
  }

  /** The hit farthest from the trigger in time. */
  #latest(first: number, end: number): number {
    let latest = first;
    for (let h = first + 1; h < end; h++)
      if (Math.abs(this.time[h]!) > Math.abs(this.time[latest]!)) latest = h;
    return latest;
  }
}
