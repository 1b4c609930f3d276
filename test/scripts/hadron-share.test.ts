import { expect, test } from "vitest";
import { shareCsv, shareFigure, shareLines, shareRow, shareText } from "../../scripts/hadron-share.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { texts } from "../figures/read-figure.ts";

const intensities = [1e6, 4e6, 7e6];
const rows = ["nearest-peak", "highest-sample"].flatMap((algorithm, a) =>
  intensities.flatMap((electrons_per_spill) =>
    ["trigger", "SRD", "track", "preselected"].map((stage) =>
      shareRow(
        { stage, algorithm, electrons_per_spill },
        stage === "preselected" ? undefined : { mean: (a + 1) * 1e-8 * electrons_per_spill, error: 0.005 },
      ),
    ),
  ),
);
const lines = shareLines(rows);

test("a line through the shares of each stage and algorithm, per 1e6 electrons", () => {
  expect(lines).toHaveLength(8);
  const line = lines.find(({ stage, algorithm }) => stage === "SRD" && algorithm === "highest-sample")!;
  expect(line.fit!.slope.mean).toBeCloseTo(0.02, 12);
  expect(line.fit!.intercept.mean).toBeCloseTo(0, 12);
  expect(line.fit!.degreesOfFreedom).toBe(1);
});

test("a stage without events has no line, and says so", () => {
  expect(lines.find(({ stage }) => stage === "preselected")!.fit).toBeNull();
  const text = shareText(rows, lines);
  expect(text).toContain("too few events");
  expect(text).toMatch(/\| 4e6 per spill +\| +8\.00 ± 0\.50 \|/);
  expect(text).toContain("| region III [%], highest-sample |");
  expect(text).not.toMatch(/NaN|undefined|null/);
});

test("as CSV with the lines, and as a picture", async () => {
  const csv = await shareCsv(rows, lines, ["title"]);
  expect(csv).toContain("note: SRD, highest-sample: line");
  expect(csv.split("\n").filter((line) => line.startsWith("track,"))).toHaveLength(6);
  const words = texts(await drawSvg(shareFigure(rows, lines, "run III")));
  expect(words).toContain("SRD, highest-sample");
  expect(words).toContain("line, chi2 0.0 / 1");
  expect(words.join()).not.toContain("preselected");
});
