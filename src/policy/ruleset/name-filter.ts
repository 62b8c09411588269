/**
 * Tells most hosts that are not of a set of names, some of which may begin with `*.`: one bit for
 * each value of a hash that a scan makes on its way, from the first character to the last. A no is
 * certain, a yes is a maybe.
 */

/** One bit for each value; a power of two of bytes. */
export type NameFilter = Uint8Array;

const EMPTY = 0x811c9dc5 | 0;

/** What a hash begins with; and that of a parent domain, as if `*.` stood before it. */
export const NAME_START = EMPTY;
export const PARENT_START = hashOf('*.');

/** The hash of what was read so far and one character more. */
export function nameStep(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** `size` in bytes: a power of two, and at least twice as many as there are names. */
export function makeNameFilter(names: Iterable<string>, size: number): NameFilter {
  const filter = new Uint8Array(size);
  for (const name of names) {
    const hash = hashOf(name);
    const byte = byteOf(filter, hash);
    filter[byte] = (filter[byte] as number) | (1 << (hash & 7));
  }
  return filter;
}

/** Whether the host of these hashes, one of it all and one of its parent, may be named. */
export function mayBeNamed(filter: NameFilter, hash: number, parentHash: number): boolean {
  return isSet(filter, hash) || isSet(filter, parentHash);
}

function hashOf(name: string): number {
  let hash = EMPTY;
  for (let place = 0; place < name.length; place += 1) {
    hash = nameStep(hash, name.charCodeAt(place));
  }
  return hash;
}

function isSet(filter: NameFilter, hash: number): boolean {
  return (((filter[byteOf(filter, hash)] as number) >>> (hash & 7)) & 1) === 1;
}

/** Of the upper bits, which all characters have reached. */
function byteOf(filter: NameFilter, hash: number): number {
  return (hash >>> 12) & (filter.length - 1);
}
