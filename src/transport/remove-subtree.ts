import type { CascadeTracks } from "../event/cascade-tracks.ts";
import type { Leftovers } from "../event/leftovers.ts";

/**
 * Remover of all that came of a track after its end: of its particle, and of what it made there and later. What stays keeps its
 * order, and the track its index.
 */
export function prepareSubtreeRemoval(tracks: CascadeTracks, leftovers: Leftovers): (track: number) => void {
  /** Where each track has moved to; -1 if it is removed. */
  let places = new Int32Array(1024);

  return (track) => {
    if (places.length < tracks.count) places = new Int32Array(tracks.kind.length);
    const isRemoved = (parent: number): boolean => parent === track || (parent >= 0 && places[parent]! < 0);
    const placeOf = (parent: number): number => (parent < 0 ? parent : places[parent]!);
    for (let k = 0; k <= track; k++) places[k] = k;
    let kept = track + 1;
    for (let k = track + 1; k < tracks.count; k++) {
      const parent = tracks.parent[k]!;
      if (isRemoved(parent)) places[k] = -1;
      else {
        places[k] = kept;
        tracks.move(k, kept++, placeOf(parent));
      }
    }
    tracks.count = kept;
    let left = 0;
    for (let k = 0; k < leftovers.count; k++) {
      const parent = leftovers.parent[k]!;
      if (!isRemoved(parent)) leftovers.move(k, left++, placeOf(parent));
    }
    leftovers.count = left;
  };
}
