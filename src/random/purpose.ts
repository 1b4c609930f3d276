/**
 * Stream number of a name such as "ecal/deposit", a uint32: FNV-1a of its characters, with the finaliser of MurmurHash3.
 * A hash, not an index: adding or reordering names moves no other stream. Call it once, not per event.
 */
export function purpose(name: string): number {
  let hash = 0x811c9dc5;
  for (let k = 0; k < name.length; k++) {
    hash = Math.imul(hash ^ name.charCodeAt(k), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
