import { markdownTable } from "markdown-table";
import { tableText } from "../src/node/write-table.ts";
import type { Term } from "../src/statistics/resolution-terms.ts";
import type { Response, ResponseFit, ResponseRow } from "./calorimeters-response.ts";

const meaning = `core: mean and sigma of the Gaussian core, by what lies within 2.5 sigma, iterated; all: mean and rms of every event
mean: over the true energy, less 1; sigma, rms: over the mean; outside: more than 5 sigma of the core off its mean
with others: the beam particles of the run in the readout window, of the beam's momentum whatever the energy of the row`;

const inputs = `The paper's 10 % (Sec. III) is a number of the card (samplingTerm); its 60 % and 2.5 GeV (Sec. III, V.C) were calibrated to, at pions of 50 GeV and muons of
20 GeV, as the response to pions was at 50 GeV. So these are not predicted; the energy dependence of pions, thresholds, readout and pileup algorithm are.`;

const titles: Readonly<Record<string, string>> = {
  "ECAL electron": "Electrons of the beam in the ECAL; paper 10 % / sqrt(E)",
  "HCAL pion": "Pions from the front face of the HCAL on, all four modules; paper 60 % / sqrt(E)",
  "HCAL electron": "Electrons from the front face of the HCAL on, all four modules",
  "ECAL + HCAL pion": "Pions of the beam, ECAL and HCAL added up as they are",
};

/** The tables for people. */
export function responseText({ rows, fits }: Response): string {
  const tables = Object.entries(titles).flatMap(([series, title]) => {
    const own = rows.filter((row) => seriesOf(row) === series);
    return own.length === 0 ? [] : [`${title}\n\n${responseTable(own)}`];
  });
  const ratios = electronsOverPions(rows);
  const muons = rows.filter(({ particle }) => particle === "muon");
  return [
    ...tables,
    ...(fits.length > 0
      ? [`sigma / E of the core = stochastic / sqrt(E / GeV) (+) constant (+) noise / E\n\n${fitTable(fits)}`]
      : []),
    ...(ratios.length > 0 ? [`Electrons over pions in the HCAL\n\n${ratioTable(ratios)}`] : []),
    ...(muons.length > 0
      ? [`Muons in the modules of the HCAL, most probable energy; paper 2.5 GeV\n\n${muonTable(muons)}`]
      : []),
    meaning,
    inputs,
  ].join("\n\n");
}

function seriesOf({ calorimeter, particle }: Pick<ResponseRow, "calorimeter" | "particle">): string {
  return `${calorimeter} ${particle}`;
}

function others(pileup: boolean): string {
  return pileup ? "with others" : "alone";
}

function responseTable(rows: readonly ResponseRow[]): string {
  const withPaper = rows.some(({ paperResolution }) => paperResolution !== null);
  const head = ["GeV", "", "mean [%]", "sigma [%]"];
  const rest = ["all: mean [%]", "rms [%]", "outside [%]"];
  return markdownTable(
    [
      [...head, ...(withPaper ? ["paper [%]"] : []), ...rest],
      ...rows.map((row) => [
        String(row.energy_GeV),
        others(row.pileup),
        percents(row.linearity, row.linearityError),
        percents(row.resolution, row.resolutionError),
        ...(withPaper ? [(100 * row.paperResolution!).toFixed(2)] : []),
        percents(row.plainLinearity, row.plainLinearityError),
        percents(row.plainResolution, row.plainResolutionError),
        (100 * row.outside).toFixed(2),
      ]),
    ],
    { align: ["r", "l", "r", "r", "r", "r", "r", "r"] },
  );
}

function fitTable(fits: readonly ResponseFit[]): string {
  return markdownTable(
    [
      ["", "", "stochastic [%]", "constant [%]", "noise [GeV]", "chi2 / ndf"],
      ...fits.map(({ calorimeter, particle, pileup, terms }) => [
        `${calorimeter}, ${particle}s`,
        others(pileup),
        termText(terms.stochastic, 100, 2),
        termText(terms.constant, 100, 2),
        termText(terms.noise, 1, 3),
        `${terms.chiSquare.toFixed(1)} / ${terms.freedom}`,
      ]),
    ],
    { align: ["l", "l", "r", "r", "r", "r"] },
  );
}

/** The response to electrons over that to pions of the same energy. */
export function electronsOverPions(rows: readonly ResponseRow[]) {
  const alone = rows.filter(({ calorimeter, pileup }) => calorimeter === "HCAL" && !pileup);
  return alone
    .filter(({ particle }) => particle === "electron")
    .map((electron) => {
      const pion = alone.find(
        ({ particle, energy_GeV }) => particle === "pion" && energy_GeV === electron.energy_GeV,
      )!;
      const ratio = electron.mean_GeV / pion.mean_GeV;
      const error =
        ratio * Math.hypot(electron.meanError_GeV / electron.mean_GeV, pion.meanError_GeV / pion.mean_GeV);
      return { energy_GeV: electron.energy_GeV, ratio, error };
    });
}

function ratioTable(ratios: ReturnType<typeof electronsOverPions>): string {
  return markdownTable(
    [
      ["GeV", "e / pi"],
      ...ratios.map(({ energy_GeV, ratio, error }) => [
        String(energy_GeV),
        `${ratio.toFixed(4)} ± ${error.toFixed(4)}`,
      ]),
    ],
    { align: ["r", "r"] },
  );
}

function muonTable(rows: readonly ResponseRow[]): string {
  const modules = [...new Set(rows.map(({ calorimeter }) => calorimeter))];
  const energies = [...new Set(rows.map(({ energy_GeV }) => energy_GeV))];
  const cell = ({ mode_GeV, modeError_GeV, resolution, mean_GeV }: ResponseRow): string =>
    mode_GeV === null
      ? "no peak"
      : `${mode_GeV.toFixed(3)} ± ${modeError_GeV!.toFixed(3)}, sigma ${(resolution * mean_GeV).toFixed(2)}`;
  return markdownTable(
    [
      ["GeV", ...modules.map((module) => `${module.replace("HCAL ", "")} [GeV]`)],
      ...energies.map((energy) => [
        String(energy),
        ...rows.filter(({ energy_GeV }) => energy_GeV === energy).map(cell),
      ]),
    ],
    { align: ["r", ...modules.map(() => "r")] },
  );
}

const columns = [
  ["mean", "GeV", "mean_GeV"],
  ["mean error", "GeV", "meanError_GeV"],
  ["linearity", "1", "linearity"],
  ["linearity error", "1", "linearityError"],
  ["resolution", "1", "resolution"],
  ["resolution error", "1", "resolutionError"],
  ["linearity of all", "1", "plainLinearity"],
  ["linearity of all error", "1", "plainLinearityError"],
  ["resolution of all", "1", "plainResolution"],
  ["resolution of all error", "1", "plainResolutionError"],
  ["outside", "1", "outside"],
  ["resolution of the paper", "1", "paperResolution"],
  ["mode", "GeV", "mode_GeV"],
  ["mode error", "GeV", "modeError_GeV"],
] as const;

/** All rows as one table, with the fits as notes. */
export function responseCsv({ rows, fits }: Response, comments: readonly string[]): Promise<string> {
  return tableText(
    [
      { name: "calorimeter" },
      { name: "particle" },
      { name: "energy", unit: "GeV" },
      { name: "pileup" },
      { name: "electrons per spill", unit: "1" },
      ...columns.map(([name, unit]) => ({ name, unit })),
    ],
    rows.map((row) => [
      row.calorimeter,
      row.particle,
      row.energy_GeV,
      row.pileup ? "yes" : "no",
      row.electrons_per_spill,
      ...columns.map(([, , key]) => row[key] ?? Number.NaN),
    ]),
    [
      ...comments,
      ...fits.map(
        ({ calorimeter, particle, pileup, terms }) =>
          `note: fit, ${calorimeter}, ${particle}s ${others(pileup)}: stochastic ${terms.stochastic.value}, constant ${terms.constant.value}, noise ${terms.noise.value} GeV`,
      ),
      ...`${meaning}\n${inputs}`.split("\n").map((line) => `note: ${line}`),
    ],
  );
}

function percents(value: number, error: number): string {
  return `${(100 * value).toFixed(2)} ± ${(100 * error).toFixed(2)}`;
}

/** "10.57 +0.12 -0.12"; "< 0.25" where the term is 0. */
function termText({ value, low, high }: Term, scale: number, digits: number): string {
  const show = (number: number) => (scale * number).toFixed(digits);
  return value === 0 ? `< ${show(high)}` : `${show(value)} +${show(high - value)} -${show(value - low)}`;
}
