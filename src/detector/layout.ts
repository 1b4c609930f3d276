import { beamStart } from "../beam/beam-particle.ts";
import type { Setup } from "../tables/run-card.ts";
import { beamCounters } from "./beam-counters.ts";
import { chambersOf, type TrackerCard } from "./chambers.ts";
import { ecal, side as ecalSide } from "./ecal.ts";
import { hcal, side as hcalSide, modules } from "./hcal.ts";
import { synchrotron } from "./synchrotron.ts";
import { counters } from "./synchrotron-light.ts";
import { veto } from "./veto.ts";

/** A counter or chamber across the beam: thin, at z. */
export interface Plane {
  readonly name: string;
  readonly z: number;
  /** What it covers in x: more than one piece if it has a hole. */
  readonly spans: readonly (readonly [from: number, to: number])[];
  /** And in y, to both sides. */
  readonly halfHeight: number;
}

/** A block of side x side square cells, centred on the beam: a section of the ECAL or a module of the HCAL. */
export interface Block {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly side: number;
  readonly cellSize: number;
  /** The part whose channels `firstChannel` and up are its cells, row by row from the lowest x and y. */
  readonly part: string;
  readonly firstChannel: number;
  /** What the part makes of a channel: `scale` times its energy, or nothing below `threshold`. */
  readonly scale: number;
  readonly threshold: number;
}

/** Where the parts of Fig. 5 stand, in beam order, lengths in mm; along z from where beam particles start to the end of the last part. */
export interface Layout {
  readonly start: number;
  readonly end: number;
  readonly planes: readonly Plane[];
  readonly blocks: readonly Block[];
  /** The field of the magnets. */
  readonly field: { readonly from: number; readonly to: number };
}

/** The section of the card that a part asks for. */
type CardOf<P extends { prepare(card: never, setup: Setup): unknown }> = Parameters<P["prepare"]>[0];

/** The layout that a run card describes. */
export function layoutOf({
  detector,
  magnets,
  target,
}: Pick<Setup, "magnets" | "target"> & { readonly detector: Readonly<Record<string, unknown>> }): Layout {
  const beam = detector[beamCounters.name] as CardOf<typeof beamCounters>;
  const srd = detector[synchrotron.name] as CardOf<typeof synchrotron>;
  const v2 = detector[veto.name] as CardOf<typeof veto>;
  const counter = (name: string, z: number): Plane => square(name, z, beam.radius);
  const planes: Plane[] = [
    counter("S1", beam.s1),
    {
      name: "V1",
      z: beam.v1,
      spans: [
        [-beam.vetoSize, -beam.radius],
        [beam.radius, beam.vetoSize],
      ],
      halfHeight: beam.vetoSize,
    },
    counter("S2", beam.s2),
    counter("S3", beam.s3),
    ...chambersOf(detector.tracker as TrackerCard).map(({ name, z, halfSize }) => square(name, z, halfSize)),
    {
      name: "SRD",
      z: srd.position,
      spans: [[-srd.clearance - counters * srd.counterWidth, -srd.clearance]],
      halfHeight: srd.counterHeight / 2,
    },
    square("V2", v2.position, v2.size),
  ];
  const blocks = [
    ...ecalBlocks(detector[ecal.name] as CardOf<typeof ecal>, target),
    ...hcalBlocks(detector[hcal.name] as CardOf<typeof hcal>),
  ];
  return {
    start: beamStart,
    end: Math.max(...blocks.map(({ to }) => to), ...planes.map(({ z }) => z)),
    planes: planes.toSorted((a, b) => a.z - b.z),
    blocks,
    field: { from: magnets.exit - magnets.length, to: magnets.exit },
  };
}

function square(name: string, z: number, halfSize: number): Plane {
  return { name, z, spans: [[-halfSize, halfSize]], halfHeight: halfSize };
}

function ecalBlocks(card: CardOf<typeof ecal>, { depth, radiationLength }: Setup["target"]): Block[] {
  const border = card.preshowerDepth * radiationLength;
  const common = { part: ecal.name, side: ecalSide, cellSize: card.cellSize, scale: card.scale };
  return [
    {
      ...common,
      name: "PS",
      from: 0,
      to: border,
      firstChannel: 0,
      threshold: card.preshowerCellThreshold,
    },
    {
      ...common,
      name: "ECAL",
      from: border,
      to: depth * radiationLength,
      firstChannel: ecalSide * ecalSide,
      threshold: card.cellThreshold,
    },
  ];
}

function hcalBlocks(card: CardOf<typeof hcal>): Block[] {
  return Array.from({ length: modules }, (_, m) => ({
    name: `HCAL${m + 1}`,
    from: card.position + m * card.modulePitch,
    to: card.position + (m + 1) * card.modulePitch,
    side: hcalSide,
    cellSize: card.cellSize,
    part: hcal.name,
    firstChannel: m * hcalSide * hcalSide,
    scale: 1,
    threshold: card.cellThreshold,
  }));
}
