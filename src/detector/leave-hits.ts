import { isCharged } from "../event/particle.ts";
import type { Particles } from "../event/particles.ts";
import { scatteringAngle } from "../physics/multiple-scattering.ts";
import { gaussian } from "../random/gaussian.ts";
import type { RandomStream } from "../random/stream.ts";
import { GeV, m } from "../units.ts";
import type { ChamberHits } from "./chamber-hits.ts";
import { chambersOf, type TrackerCard } from "./chambers.ts";

/**
 * Prepares what charged particles of any kind and origin leave in the chambers that they cross: a point and a time, smeared,
 * with the efficiency of the chamber and within the window. What a chamber scatters moves the hits behind it and is handed on to
 * the particle that carries on the way. The particle itself is put on its last line, for the parts behind: at 100 GeV 0.2 mm (rms) off at the target.
 */
export function prepareHits(card: TrackerCard, hits: ChamberHits) {
  const chambers = chambersOf(card);
  const z = Float64Array.from(chambers, (chamber) => chamber.z);
  const halfSize = Float64Array.from(chambers, (chamber) => chamber.halfSize);
  const efficiency = Float64Array.from(chambers, (chamber) => chamber.efficiency);
  const resolution = Float64Array.from(chambers, (chamber) => chamber.resolution);
  /** Of a particle of 1 GeV; it goes as 1 / p. */
  const kinkAtOneGeV = Float64Array.from(chambers, ({ thickness }) => scatteringAngle(thickness, 1 * GeV));
  const inWindow = card.timeWindow / 2;
  const smear = card.timeResolution;
  // Beyond it no time resolution brings a hit into the window: 2e-9.
  const latest = inWindow + 6 * smear;
  let strays = new Strays(64);

  return function leaveHits(particles: Particles, random: RandomStream): void {
    if (strays.angleX.length < particles.count) strays = new Strays(2 * particles.count);
    const { angleX, angleY, atTargetX, atTargetY } = strays;
    for (let p = 0; p < particles.count; p++) {
      const parent = particles.parent[p]!;
      angleX[p] = parent < 0 ? 0 : angleX[parent]!;
      angleY[p] = parent < 0 ? 0 : angleY[parent]!;
      atTargetX[p] = parent < 0 ? 0 : atTargetX[parent]!;
      atTargetY[p] = parent < 0 ? 0 : atTargetY[parent]!;
      const time = particles.time[p]!;
      if (Math.abs(time) > latest || !isCharged(particles.kind[p]!)) continue;
      const own = particles.origin[p] === 0;
      for (let c = 0; c < z.length; c++) {
        const at = z[c]!;
        if (!particles.reaches(p, at)) continue;
        const distance = at / m;
        const x = particles.xAt(p, at) + atTargetX[p]! + angleX[p]! * distance;
        const y = particles.yAt(p, at) + atTargetY[p]! + angleY[p]! * distance;
        if (Math.abs(x) > halfSize[c]! || Math.abs(y) > halfSize[c]!) continue;
        // As many draws for each crossing, whatever comes of it.
        const seen = random.uniform() < efficiency[c]!;
        const hitX = x + resolution[c]! * gaussian(random);
        const hitY = y + resolution[c]! * gaussian(random);
        const hitTime = time + smear * gaussian(random);
        if (seen && Math.abs(hitTime) <= inWindow) hits.add(c, hitX, hitY, hitTime, own);
        const kink = kinkAtOneGeV[c]! / particles.energy[p]!;
        const kinkX = kink * gaussian(random);
        const kinkY = kink * gaussian(random);
        angleX[p]! += kinkX;
        angleY[p]! += kinkY;
        atTargetX[p]! -= kinkX * distance;
        atTargetY[p]! -= kinkY * distance;
      }
    }
    for (let p = 0; p < particles.count; p++) {
      const distance = particles.z[p]! / m;
      particles.x[p]! += atTargetX[p]! + angleX[p]! * distance;
      particles.y[p]! += atTargetY[p]! + angleY[p]! * distance;
      particles.angleX[p]! += angleX[p]!;
      particles.angleY[p]! += angleY[p]!;
    }
  };
}

/** How far each particle has strayed from its straight line by scattering: angle, mrad, and where that line meets z = 0. */
class Strays {
  readonly angleX: Float64Array;
  readonly angleY: Float64Array;
  readonly atTargetX: Float64Array;
  readonly atTargetY: Float64Array;

  constructor(capacity: number) {
    this.angleX = new Float64Array(capacity);
    this.angleY = new Float64Array(capacity);
    this.atTargetX = new Float64Array(capacity);
    this.atTargetY = new Float64Array(capacity);
  }
}
