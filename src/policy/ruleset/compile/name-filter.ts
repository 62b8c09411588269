/**
 * Tells most hosts that are not of a set of names, some of which may begin with `*.`: two bits for
 * each value of a hash that a scan makes on its way, from the first character to the last. A no is
 * certain, a yes is a maybe.
 */

/** Two bits are set for each name. */
export type NameFilter = Uint8Array;

const EMPTY = 0x811c9dc5 | 0;

/** What a hash begins with; and that of a parent domain, as if `*.` stood before it. */
export const NAME_START = EMPTY;
export const PARENT_START = /* @__PURE__ */ hashOf('*.');

/** The hash of what was read so far and one character more. */
export function nameStep(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** `size` in bytes: a power of two, and at least twice as many as there are names. */
export function makeNameFilter(names: Iterable<string>, size: number): NameFilter {
  const filter = new Uint8Array(size);
  for (const name of names) {
    const hash = hashOf(name);
    for (const bit of [firstBit(hash), secondBit(hash)]) {
      const byte = (bit >>> 3) & (size - 1);
      filter[byte] = (filter[byte] as number) | (1 << (bit & 7));
    }
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
  return (bitAt(filter, firstBit(hash)) & bitAt(filter, secondBit(hash))) === 1;
}

function bitAt(filter: NameFilter, bit: number): number {
  return ((filter[(bit >>> 3) & (filter.length - 1)] as number) >>> (bit & 7)) & 1;
}

/** Of the upper bits, which all characters have reached. */
function firstBit(hash: number): number {
  return hash >>> 10;
}

function secondBit(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> 10;
}
