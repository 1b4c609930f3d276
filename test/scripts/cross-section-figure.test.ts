import { describe, expect, test } from "vitest";
import { crossSectionFigure, type Picture, planPicture } from "../../scripts/cross-section-figure.ts";
import type { CrossSectionRow } from "../../scripts/cross-section-rows.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { parseScan, type Scan } from "../../src/tables/scan.ts";
import { data, texts } from "../figures/read-figure.ts";

const scan = (text: string) => parseScan(text, "energy") as Scan;

function plan(plot: Picture["plot"], masses: string, energies: string, targets = 1): Picture | string {
  return planPicture(plot, { masses: scan(masses), energies: scan(energies), targets });
}

/** Rows of made-up numbers: all that tells them apart is in them. */
function rows(masses: number[], energies: number[], targets: string[]): CrossSectionRow[] {
  return masses.flatMap((mass_MeV) =>
    energies.flatMap((energy_GeV) =>
      targets.map((target) => ({
        mass_MeV,
        energy_GeV,
        target,
        formFactor: "elastic" as const,
        sigma_ww_pb: 3e6 / mass_MeV,
        sigma_iww_pb: 2e6 / mass_MeV,
        sigma_etl_pb: 1e6 / mass_MeV,
        k: energy_GeV + mass_MeV / 1000,
        spectrum: [0.001, 0.3, 0.6, 0.9, 0.9999].map((x) => ({
          x,
          dsigma_dx_etl_pb: mass_MeV / (1 - x),
          dsigma_dx_iww_pb: (2 * mass_MeV) / (1 - x),
        })),
      })),
    ),
  );
}

async function words(of: CrossSectionRow[], picture: Picture): Promise<string[]> {
  return texts(await drawSvg(crossSectionFigure(of, picture)));
}

describe("a plan", () => {
  test("is along the quantity of more values, as they are spaced", () => {
    expect(plan("k", "1MeV:1GeV:log:50", "100GeV")).toEqual({ plot: "k", along: "mass_MeV", scale: "log" });
    expect(plan("k", "5MeV,20MeV", "20GeV:200GeV:lin:19")).toEqual({
      plot: "k",
      along: "energy_GeV",
      scale: "linear",
    });
    expect(plan("sigma", "5MeV,20MeV,100MeV", "20GeV")).toMatchObject({ along: "mass_MeV", scale: "log" });
    expect(plan("sigma", "50MeV,100MeV", "20GeV")).toMatchObject({ scale: "linear" });
    expect(plan("spectrum", "5MeV", "20GeV")).toEqual({ plot: "spectrum", along: "x", scale: "linear" });
  });

  test("tells why there is no picture", () => {
    expect(plan("k", "5MeV", "100GeV")).toMatch(/^a picture needs several values of --mass or --energy/);
    expect(plan("k", "1MeV:1GeV:log:50", "20GeV,50GeV", 4)).toMatch(
      /7 colours, this would need 8: give fewer/,
    );
    expect(plan("k", "5MeV,6MeV", "20GeV:200GeV:lin:19", 4)).toMatch(/would need 8/);
    expect(plan("spectrum", "5MeV,6MeV", "20GeV,50GeV", 2)).toMatch(/would need 8/);
    expect(plan("spectrum", "5MeV,6MeV,7MeV", "20GeV", 2)).toMatchObject({ along: "x" });
  });
});

describe("the figure", () => {
  test("of k against mass, for two targets: their names, with what is the same for both below the title", async () => {
    const of = rows([1, 10, 100], [100], ["Pb", "W"]);
    const picture: Picture = { plot: "k", along: "mass_MeV", scale: "log" };
    expect(await words(of, picture)).toEqual(
      expect.arrayContaining(["Pb", "W", "mA\u2032 [MeV]", "E0 = 100 GeV, ETL with elastic form factor"]),
    );
    expect(data(crossSectionFigure(of, picture), "curve1")).toEqual([
      { atX: 1, atY: 100.001 },
      { atX: 10, atY: 100.01 },
      { atX: 100, atY: 100.1 },
    ]);
  });

  test("of k against energy, Fig. 2: a curve for each mass", async () => {
    const of = rows([5, 100], [20, 100, 200], ["Pb"]);
    const picture: Picture = { plot: "k", along: "energy_GeV", scale: "linear" };
    expect(await words(of, picture)).toEqual(
      expect.arrayContaining(["mA\u2032 = 5 MeV", "mA\u2032 = 100 MeV", "E0 [GeV]"]),
    );
    expect(data(crossSectionFigure(of, picture), "curve1").map(({ atX }) => atX)).toEqual([20, 100, 200]);
  });

  test("of one target names it", async () => {
    const picture: Picture = { plot: "k", along: "mass_MeV", scale: "log" };
    expect(await words(rows([1, 10], [100], ["Pb"]), picture)).toContain("Pb");
  });

  test("of cross sections: the three methods, with their numbers", async () => {
    const of = rows([1, 10], [100], ["Pb"]);
    const picture: Picture = { plot: "sigma", along: "mass_MeV", scale: "log" };
    expect(await words(of, picture)).toEqual(
      expect.arrayContaining(["ETL", "IWW", "WW, Eq. (9)", "\u03c3 [pb]"]),
    );
    const specification = crossSectionFigure(of, picture);
    const first = (curve: string) => data(specification, curve)[0]!.atY;
    expect([first("curve0"), first("curve1"), first("curve2")]).toEqual([1e6, 2e6, 3e6]);
  });

  test("of spectra, Fig. 3: both methods for each energy, over all x, within powers of ten", async () => {
    const of = rows([100], [20, 50], ["Pb"]);
    const picture: Picture = { plot: "spectrum", along: "x", scale: "linear" };
    expect(await words(of, picture)).toEqual(
      expect.arrayContaining(["E0 = 20 GeV, ETL", "E0 = 20 GeV, IWW", "E0 = 50 GeV, ETL", "d\u03c3/dx [pb]"]),
    );
    const specification = crossSectionFigure(of, picture);
    expect(data(specification, "curve3").map(({ atX }) => atX)).toEqual([0.001, 0.3, 0.6, 0.9, 0.9999]);
    const scales = specification.scales as unknown as { name: string; domain: number[] }[];
    expect(scales.map(({ domain }) => domain)).toEqual([
      [0, 1],
      [100, 1000],
    ]);
  });

  test("of spectra over more than five powers of ten shows the highest five", () => {
    const [row] = rows([100], [20], ["Pb"]);
    const steep = [0.1, 0.5, 0.9].map((x) => ({
      x,
      dsigma_dx_etl_pb: 3e11 * 1e-9 ** (1 - x),
      dsigma_dx_iww_pb: 1,
    }));
    const specification = crossSectionFigure([{ ...row!, spectrum: steep }], {
      plot: "spectrum",
      along: "x",
      scale: "linear",
    });
    const scales = specification.scales as unknown as { domain: number[] }[];
    expect(scales[1]!.domain).toEqual([1e6, 1e11]);
  });
});
