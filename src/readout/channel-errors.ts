import { gaussian } from "../random/gaussian.ts";
import { purpose } from "../random/purpose.ts";
import { runKeyFromSeed } from "../random/run-key.ts";
import { RandomStream } from "../random/stream.ts";
import type { Msadc } from "../tables/run-card.ts";
import { deformationSpread } from "./pulse-deformation.ts";
import type { PulseShape } from "./pulse-shape.ts";

/** In what the channels of a part are not as the reconstruction has them. */
export interface ChannelErrors {
  /** So much later than others is what a channel reads, ns. */
  readonly offset: Float64Array;
  /** Weights of the two deformations of its pulse. */
  readonly rise: Float64Array;
  readonly fall: Float64Array;
}

/** The electronics are one and the same in all runs: their errors do not come from the run key. */
const key = runKeyFromSeed("channels of the MSADC");

/** Unit normals of the channels of a part, one list for each purpose: always the same. */
function normals(part: string, what: string, channels: number): Float64Array {
  const random = new RandomStream(key).seek(0, purpose(`${part}/${what}`));
  return Float64Array.from({ length: channels }, () => gaussian(random));
}

/** Channels as the reconstruction has them. */
export function perfectChannels(channels: number): ChannelErrors {
  const none = new Float64Array(channels);
  return { offset: none, rise: none, fall: none };
}

/**
 * Errors of the channels of a part, with the spreads of the card: offsets of their times (`timeOffsets`), and deformations of their pulses, half of whose
 * mean square (`templateError`) is of the rise, half of the fall. Those of one part tell nothing of another's.
 */
export function channelErrors(
  part: string,
  channels: number,
  msadc: Pick<Msadc, "timeOffsets" | "templateError">,
  pulse: PulseShape,
): ChannelErrors {
  const { rise, fall } = deformationSpread(pulse);
  const each = msadc.templateError * Math.SQRT1_2;
  return {
    offset: normals(part, "offset", channels).map((normal) => msadc.timeOffsets * normal),
    rise: normals(part, "rise", channels).map((normal) => (each / rise) * normal),
    fall: normals(part, "fall", channels).map((normal) => (each / fall) * normal),
  };
}

/** Gains of the channels of a part around those of the card, which the reconstruction knows: none is below a tenth of it. */
export function channelGains(part: string, gains: Float64Array, spread: number): Float64Array {
  const normal = normals(part, "gain", gains.length);
  return gains.map((gain, c) => gain * Math.max(0.1, 1 + spread * normal[c]!));
}
