import { describe, expect, test } from "vitest";
import { signalFactors } from "../../cuts/index.ts";
import { factorStatus, totalStatus } from "../../scripts/factor-status.ts";
import { rawCard } from "./some-run.ts";

const statuses = (sets: readonly string[] = []) =>
  Object.fromEntries(signalFactors.map(({ name }) => [name, factorStatus(name, rawCard(sets))]));

describe("how far a factor is a prediction", () => {
  test("is told with what was calibrated, and to what", () => {
    const found = statuses();
    expect(found["primary e-"]).toMatch(
      /^partly calibrated: S1-S3, V1: .* 0\.95 of .*; SRD window: .*lightScale.* 0\.97/,
    );
    expect(found.V2).toBe("predicted");
    expect(found.HCAL).toMatch(/^partly calibrated: HCAL: predicted with a calibrated scale: /);
  });

  test("of the ECAL hangs on the algorithm, one of which was made with Table I in sight", () => {
    expect(statuses().ECAL).toBe(
      "partly calibrated: shower shape: the treatment of pedestals of nearest-peak was chosen with Table I in sight",
    );
    expect(statuses(["pileup.algorithm=cluster-fit"]).ECAL).toBe("predicted");
  });

  test("of a number that the user set is no calibration any more", () => {
    const changed = statuses(["detector.beamCounters.efficiency=0.99"])["primary e-"]!;
    expect(changed).toMatch(/^partly calibrated: SRD window: /);
    expect(changed).not.toContain("0.95");
  });

  test("of a product is that of its factors", () => {
    expect(totalStatus(["a", "b"], ["predicted", "predicted"])).toBe("predicted");
    expect(totalStatus(["a", "b"], ["predicted", "calibrated: x"])).toBe("partly calibrated: by b");
    expect(totalStatus(["a", "b"], ["calibrated: y", "calibrated: x"])).toBe("calibrated: by a, b");
  });
});
