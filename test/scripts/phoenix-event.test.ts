import { describe, expect, test } from "vitest";
import { beam } from "../../generators/beam.ts";
import { dimuon } from "../../generators/dimuon.ts";
import { randomTrigger } from "../../generators/random-trigger.ts";
import { phoenixEvent } from "../../scripts/phoenix-event.ts";
import { layoutOf } from "../../src/detector/layout.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { type EventRecord, recordEvent } from "../../src/simulation/event-record.ts";
import { GeV, MeV } from "../../src/units.ts";
import { oneIntensity, shippedCard } from "../shipped-card.ts";

// What is asked for here is what the guide "Event Data Format" of Phoenix says of each type of object
// (github.com/HSF/phoenix, guides/developers/event_data_format.md), and how src/loaders/objects/phoenix-objects.ts of its
// package phoenix-event-display reads colours.

const key = runKeyFromSeed("phoenix-event.test");
const card = shippedCard(oneIntensity("1e7"));
const layout = layoutOf(card);
const generators = {
  dimuon: dimuon.prepare({ minimumPairEnergy: 10 * GeV }, card),
  beam: beam.prepare({ component: "all" }, card),
  "random trigger": randomTrigger.prepare({}, card),
};
const events = Object.entries(generators).flatMap(([name, generator]) =>
  [1, 2].map((event): [string, number, EventRecord] => [
    name,
    event,
    recordEvent(generator, card, key, event),
  ]),
);

interface Event {
  readonly "event number": number;
  readonly "run number": string;
  readonly Tracks?: Record<string, { pos: number[][]; color: string; energy: number }[]>;
  readonly Hits: Record<string, { type: string; pos: number[]; color?: string }[]>;
  readonly IrregularCaloCells?: Record<
    string,
    { layer: number; vtx: number[]; color: number[]; opacity: number; energy: number; trueEnergy: number }[]
  >;
  readonly Vertices?: Record<string, { x: number; y: number; z: number; color: string; size: number }[]>;
}

/** The event as Phoenix reads it from the file. */
const read = (event: number, record: EventRecord): Event => {
  const file = JSON.parse(JSON.stringify(phoenixEvent(event, record, card))) as Record<string, Event>;
  expect(Object.keys(file)).toEqual([`event ${event}`]);
  return file[`event ${event}`]!;
};
const members = <T>(collections: Record<string, T[]> = {}): T[] => Object.values(collections).flat();
const finite = (numbers: readonly number[]) => expect(numbers.every(Number.isFinite)).toBe(true);

describe.each(events)("%s, event %i, for Phoenix", (_, number, record) => {
  const event = read(number, record);

  test("is told by its number, and has types that Phoenix knows, none of its collections empty", () => {
    expect(event["event number"]).toBe(number);
    expect(event["run number"]).toBe("2016 run III");
    const { "event number": _, "run number": __, ...types } = event;
    for (const [type, collections] of Object.entries(types)) {
      expect(["Tracks", "Hits", "IrregularCaloCells", "Vertices"]).toContain(type);
      expect(Object.keys(collections).length).toBeGreaterThan(0);
      for (const objects of Object.values(collections)) expect(objects.length).toBeGreaterThan(0);
    }
  });

  test("tracks: three points of three coordinates or more, else Phoenix extrapolates; a colour; mm and MeV", () => {
    const tracks = members(event.Tracks);
    expect(tracks).toHaveLength(record.particles.length);
    for (const { pos, color } of tracks) {
      expect(pos.length).toBeGreaterThanOrEqual(3);
      for (const point of pos) {
        expect(point).toHaveLength(3);
        finite(point);
        expect(point[2]).toBeLessThanOrEqual(layout.end);
      }
      expect(color).toMatch(/^0x[0-9a-f]{6}$/);
    }
    const energies = tracks.map(({ energy }) => energy).sort((a, b) => a - b);
    const wanted = record.particles.map(({ energy }) => energy / MeV).sort((a, b) => a - b);
    expect(energies).toEqual(wanted);
  });

  test("hits: points of three coordinates, lines of six, one type to a collection", () => {
    const { Setup, ...chambers } = event.Hits;
    for (const { type, pos, color } of members(chambers)) {
      expect([type, pos.length]).toEqual(["Point", 3]);
      // Hits are read without a base, so that a colour must say that it is hexadecimal.
      expect(color).toMatch(/^0x[0-9a-f]{6}$/);
    }
    expect(members(chambers)).toHaveLength(record.hits.length);
    for (const { type, pos } of Setup!) {
      expect([type, pos.length]).toEqual(["Line", 6]);
      finite(pos);
    }
    // Twelve edges to a block; four to a plane.
    expect(Setup).toHaveLength(12 * layout.blocks.length + 4 * layout.planes.length);
  });

  test("cells: eight corners of a box, an RGB colour, an opacity; their energies make E_ECAL and E_HCAL in MeV", () => {
    const cells = event.IrregularCaloCells ?? {};
    for (const { vtx, color, opacity } of members(cells)) {
      expect(vtx).toHaveLength(24);
      finite(vtx);
      const axis = (k: number) => new Set(vtx.filter((_, j) => j % 3 === k));
      for (const k of [0, 1, 2]) expect(axis(k).size).toBe(2);
      expect(new Set([0, 3, 6, 9, 12, 15, 18, 21].map((k) => vtx.slice(k, k + 3).join())).size).toBe(8);
      expect(color).toHaveLength(3);
      for (const value of color) expect(Number.isInteger(value) && value >= 0 && value <= 255).toBe(true);
      expect(opacity).toBeGreaterThan(0);
      expect(opacity).toBeLessThanOrEqual(1);
    }
    const sum = (names: readonly string[]) =>
      names.flatMap((name) => cells[name] ?? []).reduce((all, { energy }) => all + energy, 0);
    // E_ECAL adds what is expected in cells below threshold, and knows the calibration of each cell.
    const ecal = record.columns.ecalEnergy[0]! / MeV;
    expect(sum(["PS", "ECAL"])).toBeLessThanOrEqual(1.02 * ecal);
    expect(sum(["PS", "ECAL"])).toBeGreaterThanOrEqual(0.95 * ecal - 200);
    expect(sum(["HCAL1", "HCAL2", "HCAL3", "HCAL4"])).toBeCloseTo(
      record.columns.hcalTotalEnergy[0]! / MeV,
      1,
    );
  });

  test("vertices: a place and a colour of the web, where there is a rare vertex", () => {
    const vertices = members(event.Vertices);
    expect(vertices).toHaveLength(Number.isFinite(record.columns.vertexDepth[0]) ? 1 : 0);
    for (const { x, y, z, color, size } of vertices) {
      finite([x, y, z, size]);
      expect(z / card.target.radiationLength).toBeCloseTo(record.columns.vertexDepth[0]!, 4);
      expect(color).toMatch(/^#[0-9a-f]{6}$/);
    }
  });
});
