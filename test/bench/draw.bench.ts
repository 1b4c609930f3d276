import { describe } from "vitest";
import { exponential } from "../../src/random/exponential.ts";
import { gamma } from "../../src/random/gamma.ts";
import { gaussian } from "../../src/random/gaussian.ts";
import { fillNoise } from "../../src/random/noise.ts";
import { poisson } from "../../src/random/poisson.ts";
import { purpose } from "../../src/random/purpose.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { bench } from "./bench.ts";

const random = new RandomStream(runKeyFromSeed("bench"));
const purposeOfBench = purpose("bench");
const thousand = (draw: () => void) => (): void => {
  for (let k = 0; k < 1000; k++) draw();
};

describe("1000 draws", () => {
  let event = 0;
  bench(
    "seek",
    thousand(() => void random.seek(event++, purposeOfBench)),
  );
  bench(
    "uniform",
    thousand(() => void random.uniform()),
  );
  bench(
    "gaussian",
    thousand(() => void gaussian(random)),
  );
  bench(
    "exponential",
    thousand(() => void exponential(random)),
  );
  bench(
    "gamma(4.5)",
    thousand(() => void gamma(4.5, random)),
  );
  bench(
    "poisson(8)",
    thousand(() => void poisson(8, random)),
  );
});

describe("noise of 108 x 32 samples", () => {
  const out = new Float64Array(108 * 32);
  bench("fillNoise", () => fillNoise(random, out, out.length));
});
