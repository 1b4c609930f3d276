import { describe, expect, test } from "vitest";
import { layoutOf } from "../../src/detector/layout.ts";
import { m } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";

const layout = layoutOf(shippedCard());
const plane = (name: string) => layout.planes.find((one) => one.name === name)!;

describe("the layout of the shipped card", () => {
  test("has the parts in the order of Fig. 5", () => {
    expect(layout.planes.map(({ name }) => name)).toEqual(
      "S1 V1 S2 MM1 MM2 S3 SRD MM3 GEM1 MM4 GEM2 V2".split(" "),
    );
    expect(layout.blocks.map(({ name }) => name)).toEqual("PS ECAL HCAL1 HCAL2 HCAL3 HCAL4".split(" "));
    expect(layout.field).toEqual({ from: -19.6 * m, to: -15.6 * m });
    expect(plane("MM2").z).toBeLessThan(layout.field.from);
    expect(plane("S3").z).toBeGreaterThan(layout.field.to);
  });

  test("has blocks that touch and end where the setup does, without overlap", () => {
    const { blocks } = layout;
    expect(blocks[0]!.from).toBe(0);
    for (const [k, { from, to }] of blocks.entries()) {
      expect(to).toBeGreaterThan(from);
      if (k > 0) expect(from).toBeGreaterThanOrEqual(blocks[k - 1]!.to);
    }
    // 150 layers of 1.5 mm lead and 1.5 mm scintillator; four modules of 1.5 m behind 0.7 m.
    expect(blocks[1]!.to).toBeCloseTo(450, 0);
    expect(layout.end).toBeCloseTo(6.7 * m, 6);
  });

  test("has each channel of ECAL and HCAL in one cell", () => {
    const channels = (part: string) =>
      layout.blocks
        .filter((block) => block.part === part)
        .flatMap(({ firstChannel, side }) => Array.from({ length: side * side }, (_, c) => firstChannel + c));
    expect(channels("ecal")).toEqual(Array.from({ length: 72 }, (_, c) => c));
    expect(channels("hcal")).toEqual(Array.from({ length: 36 }, (_, c) => c));
  });

  test("has a hole in V1 and the SRD beside the beam", () => {
    expect(plane("V1").spans).toEqual([
      [-150, -40],
      [40, 150],
    ]);
    expect(plane("SRD").spans).toEqual([[-270, -30]]);
  });
});

test("a card of other places gives another layout", () => {
  const moved = layoutOf(shippedCard(["detector.hcal.modulePitch=2m", "detector.beamCounters.s3=-0.55m"]));
  expect(moved.end).toBeCloseTo(8.7 * m, 6);
  expect(moved.planes.map(({ name }) => name).indexOf("S3")).toBe(6);
});
