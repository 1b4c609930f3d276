import { baseline } from "./pileup-scan-baseline.ts";
import { burst } from "./pileup-scan-burst.ts";
import { deadChannel } from "./pileup-scan-dead-channel.ts";
import { dutyFactor } from "./pileup-scan-duty-factor.ts";
import type { ScanKind } from "./pileup-scan-kind.ts";
import { pair } from "./pileup-scan-pair.ts";
import { saturation } from "./pileup-scan-saturation.ts";
import { template } from "./pileup-scan-template.ts";

/** The controlled scans. To add one: a file, and a line here. */
export const scanKinds: readonly ScanKind[] = [
  pair,
  burst,
  saturation,
  baseline,
  deadChannel,
  template,
  dutyFactor,
];
