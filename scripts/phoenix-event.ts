import { type Block, layoutOf, type Plane } from "../src/detector/layout.ts";
import { isCharged, isInvisible } from "../src/event/particle.ts";
import { particleName } from "../src/event/particle-names.ts";
import { mappedEnergies } from "../src/figures/cell-map.ts";
import { colours } from "../src/figures/curves.ts";
import { type CellEnergy, cellEnergies } from "../src/simulation/cell-energies.ts";
import { type EventRecord, placeAt, rareVertex, type TrueParticle } from "../src/simulation/event-record.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { MeV } from "../src/units.ts";

type Point = readonly [x: number, y: number, z: number];

const grey = "#8c8c8c";
const orange = colours[5];

/**
 * One event for the display Phoenix of the HEP Software Foundation, in mm and MeV, as its guide "Event Data Format" says
 * (github.com/HSF/phoenix, guides/developers/event_data_format.md). Cells are `IrregularCaloCells`, boxes of their true shape: one of
 * `PlanarCaloCells` is drawn 0.22 mm long for each MeV, and 50 GeV would reach through the whole HCAL. Phoenix has no geometry of
 * ours: the outlines of the parts are lines among the hits.
 */
export function phoenixEvent(event: number, record: EventRecord, card: RunCard) {
  const { blocks, planes, end } = layoutOf(card);
  const tracks = (own: boolean) =>
    record.particles.filter(({ origin }) => (origin === 0) === own).map((particle) => trackOf(particle, end));
  const hits = (own: boolean) => record.hits.filter((hit) => hit.own === own).map((hit) => hitOf(hit));
  return {
    [`event ${event}`]: {
      "event number": event,
      "run number": card.name,
      Tracks: filled({ "Particle that triggers": tracks(true), "Other beam particles": tracks(false) }),
      Hits: filled({
        Chambers: hits(true),
        "Chambers, others": hits(false),
        Setup: [...planes.flatMap(planeEdges), ...blocks.flatMap(blockEdges)].map(([from, to]) => ({
          type: "Line",
          pos: [...from, ...to],
        })),
      }),
      IrregularCaloCells: filled(
        Object.fromEntries(
          blocks.map((block, layer) => [
            block.name,
            cellEnergies(block, record)
              .filter(({ own, found }) => own > 0 || found > 0)
              .map((cell) => cellOf(cell, block, layer)),
          ]),
        ),
      ),
      Vertices: filled({ "Rare vertex": verticesOf(record, card) }),
    },
  };
}

/** Without the collections that have no member, which Phoenix skips; undefined, which is not written, if there is none. */
function filled<T>(collections: Readonly<Record<string, readonly T[]>>) {
  const kept = Object.entries(collections).filter(([, members]) => members.length > 0);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** Phoenix extrapolates tracks of less than three points in a field of its own: the middle is one. */
function trackOf(particle: TrueParticle, setupEnd: number) {
  const { kind, energy, z, time, origin } = particle;
  const last = Math.min(particle.end, setupEnd);
  const pos = [z, (z + last) / 2, last].map((at): Point => {
    const place = placeAt(particle, at);
    return [place.x, place.y, at];
  });
  const own = isInvisible(kind) ? colours[2] : isCharged(kind) ? colours[1] : colours[6];
  return {
    pos,
    color: hexadecimal(origin === 0 ? own : grey),
    name: particleName(kind),
    pdgId: kind,
    energy: energy / MeV,
    time,
    origin,
  };
}

function hitOf({ chamber, x, y, z, time, own }: EventRecord["hits"][number]) {
  return { type: "Point", pos: [x, y, z], color: hexadecimal(own ? orange : grey), chamber, time };
}

function cellOf({ x, y, own, others, found }: CellEnergy, { from, to, cellSize }: Block, layer: number) {
  const half = cellSize / 2;
  const [least, most] = mappedEnergies;
  const share = Math.log(Math.max(own, found) / least) / Math.log(most / least);
  const heat = Math.min(1, Math.max(0, share));
  return {
    layer,
    energy: found / MeV,
    trueEnergy: own / MeV,
    othersEnergy: others / MeV,
    vtx: corners([x - half, y - half, from], [x + half, y + half, to]).flat(),
    // From light yellow to dark red.
    color: [255 - Math.round(115 * heat), Math.round(230 * (1 - heat)), Math.round(120 * (1 - heat))],
    opacity: 0.15 + 0.75 * heat,
  };
}

function verticesOf(record: EventRecord, { target }: RunCard) {
  const vertex = rareVertex(record, target);
  return vertex === undefined ? [] : [{ ...vertex, size: 6, color: colours[2] }];
}

type Edge = readonly [from: Point, to: Point];

/** The eight corners of a box: bit 0 of their index is x, bit 1 is y, bit 2 is z. */
function corners(low: Point, high: Point): Point[] {
  const pick = (corner: number, axis: 0 | 1 | 2) => ((corner >> axis) & 1 ? high : low)[axis];
  return Array.from({ length: 8 }, (_, c) => [pick(c, 0), pick(c, 1), pick(c, 2)] as const);
}

/** The twelve edges of a box: between corners that differ in one bit. */
function edges(low: Point, high: Point): Edge[] {
  const all = corners(low, high);
  return all.flatMap((from, c) =>
    [1, 2, 4].filter((bit) => (c & bit) === 0).map((bit): Edge => [from, all[c | bit]!]),
  );
}

/** The outline of a plane: of its front, whose edges lie at z. */
function planeEdges({ z, spans, halfHeight }: Plane): Edge[] {
  const all = spans.flat();
  const low: Point = [Math.min(...all), -halfHeight, z];
  const high: Point = [Math.max(...all), halfHeight, z + 1];
  return edges(low, high).filter(([from, to]) => from[2] === z && to[2] === z);
}

function blockEdges({ from, to, side, cellSize }: Block): Edge[] {
  const half = (side * cellSize) / 2;
  return edges([-half, -half, from], [half, half, to]);
}

/** As Phoenix reads colours of tracks and hits. */
function hexadecimal(colour: string): string {
  return colour.replace("#", "0x");
}
