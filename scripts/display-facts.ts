import { particleName } from "../src/event/particle-names.ts";
import type { Selection } from "../src/selection/selection.ts";
import type { EventRecord } from "../src/simulation/event-record.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { GeV, MeV } from "../src/units.ts";
import { watchCuts } from "./watch-cuts.ts";

/** Which cuts of a selection an event passes. */
export interface Verdict {
  readonly selection: string;
  readonly cuts: readonly { readonly cut: string; readonly passes: boolean }[];
}

export function verdictOf(selection: Selection, card: RunCard, { columns }: EventRecord): Verdict {
  const cuts = watchCuts(selection, { size: 1, columns }, () =>
    selection.cuts.map((cut) => ({
      cut: cut.name,
      passes: cut.prepare(card.cuts[cut.name] ?? {})(columns, 0),
    })),
  );
  return { selection: selection.name, cuts };
}

/** What an event is in words: a name, and what is said of it. */
export type Fact = readonly [name: string, words: string];

/** The facts of an event, from its columns. */
export function factsOf({ columns }: EventRecord, { selection, cuts }: Verdict): Fact[] {
  const value = (name: keyof typeof columns, k = 0): number => columns[name][k]!;
  const energy = (of: number): string => `${of.toFixed(2)} GeV`;
  const [kind, track] = [value("beamKind"), value("trackCount")];
  const emitted = Number.isFinite(value("vertexDepth"));
  const [first, ...further] = cuts.filter(({ passes }) => !passes);
  return [
    [
      "beam particle",
      kind === 0 ? "none: a random trigger" : `${particleName(kind)}, ${energy(value("beamEnergy"))}`,
    ],
    ...(emitted
      ? [
          [
            "rare vertex",
            `at ${value("vertexDepth").toFixed(2)} X0, by ${energy(value("vertexEnergy"))}`,
          ] as const,
        ]
      : []),
    ...(kind === 0 ? [] : [["went to", wentTo(columns)] as const]),
    [
      "S1-S3, V1",
      `${value("beamCountersFired")} of 3 fired, V1 ${value("upstreamVetoFired") === 1 ? "too" : "not"}`,
    ],
    [
      "track",
      track === 0 ? "none" : `${energy(value("trackMomentum"))}${track > 1 ? `, the best of ${track}` : ""}`,
    ],
    ["SRD", `${[0, 1, 2].map((k) => inMeV(value("srdEnergy", k))).join(", ")} MeV`],
    ["E_ECAL", `${energy(value("ecalEnergy"))}, of it PS ${energy(value("preshowerEnergy"))}`],
    ["V2", `${inMeV(value("vetoEnergy"))} MeV`],
    ["E_HCAL", `${energy(value("hcalEnergy"))}, all four ${energy(value("hcalTotalEnergy"))}`],
    ["others", othersOf(value("pileupParticles"), value("nearestPileupTime"))],
    ["selection", selection],
    ...(first === undefined
      ? [["", `passes all its ${cuts.length} cuts`] as const]
      : [
          ["first fails", first.cut] as const,
          ...further.map(({ cut }, k): Fact => [k === 0 ? "fails too" : "", cut]),
        ]),
  ];
}

function othersOf(count: number, nearest: number): string {
  if (count === 0) return "no other beam particle";
  return Number.isNaN(nearest)
    ? `${count}, no e- of them`
    : `${count}, nearest e- at ${nearest.toFixed(0)} ns`;
}

function inMeV(energy: number): string {
  return (energy / MeV).toFixed(1).replace(/^-0\.0$/, "0.0");
}

/** Where the energy of the triggering particle really went, GeV. */
function wentTo({
  ecalDeposit,
  vetoDeposit,
  hcalDeposit,
  invisibleEnergy,
  escapedEnergy,
}: EventRecord["columns"]): string {
  const places = [
    ["ECAL", ecalDeposit],
    ["V2", vetoDeposit],
    ["HCAL", hcalDeposit],
    ["unseen", invisibleEnergy],
    ["out", escapedEnergy],
  ] as const;
  const there = places.filter(([, column]) => column[0]! >= 0.05 * GeV);
  return there.map(([name, column]) => `${name} ${column[0]!.toFixed(1)}`).join(", ");
}
