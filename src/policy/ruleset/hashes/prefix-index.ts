/**
 * Finds hashes, which stand in any order, by their first four bytes. Places are put into one slot
 * for each pair of first bytes, beside the pair that follows: 6 bytes a hash, no sorting, and a
 * slot is searched without going to the hashes, which no cache holds. Ruined by nobody but the
 * lists' own authors: a slot is long only where they name many hashes of one beginning.
 */
import { HASH_BYTES } from './hashes.ts';

const SLOTS = 0x1_0000;

const NONE: readonly number[] = [];

export type PlacesWithPrefix = (prefix: number) => readonly number[];

/** `hashes` are 32 bytes each; the places that are found ascend. */
export function indexByPrefix(hashes: Uint8Array): PlacesWithPrefix {
  const view = new DataView(hashes.buffer, hashes.byteOffset, hashes.byteLength);
  const count = hashes.length / HASH_BYTES;
  const ends = new Uint32Array(SLOTS + 1);
  for (let place = 0; place < count; place += 1) {
    const slot = view.getUint16(place * HASH_BYTES);
    ends[slot + 1] = (ends[slot + 1] ?? 0) + 1;
  }
  for (let slot = 1; slot <= SLOTS; slot += 1) {
    ends[slot] = (ends[slot] ?? 0) + (ends[slot - 1] ?? 0);
  }
  const places = new Uint32Array(count);
  const seconds = new Uint16Array(count);
  for (let place = 0; place < count; place += 1) {
    const slot = view.getUint16(place * HASH_BYTES);
    const at = ends[slot] ?? 0;
    places[at] = place;
    seconds[at] = view.getUint16(place * HASH_BYTES + 2);
    ends[slot] = at + 1;
  }
  return (prefix) => {
    const slot = prefix >>> 16;
    const second = prefix & 0xffff;
    const end = ends[slot] ?? 0;
    let found: number[] | undefined;
    for (let at = slot === 0 ? 0 : (ends[slot - 1] ?? 0); at < end; at += 1) {
      if (seconds[at] !== second) continue;
      found ??= [];
      found.push(places[at] ?? 0);
    }
    return found ?? NONE;
  };
}
