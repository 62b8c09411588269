/**
 * Tells most hosts that are not under one of a set, in one pass and without looking anything up: one
 * bit for each value of a short hash, which is taken from the end so that it passes every parent
 * domain on its way. A no is certain, a yes is a maybe. The end of each host is in the set as well,
 * so that nearly all others are told by theirs.
 */

/** One bit for each value; a power of two of them. */
export type HostFilter = Uint8Array;

const DOT = 0x2e;

/** Characters of an end: of shorter ones, too many are alike. */
const END = 8;

/** `size` in bytes: a power of two, and at least four times as many as there are hosts. */
export function makeHostFilter(hosts: Iterable<string>, size: number): HostFilter {
  const filter = new Uint8Array(size);
  for (const host of hosts) {
    let hash = 0;
    for (let place = host.length - 1; place >= 0; place -= 1) {
      hash = step(hash, host.charCodeAt(place));
      if (place === host.length - END) set(filter, hash);
    }
    set(filter, hash);
  }
  return filter;
}

/** Whether the host up to this place may be one of the set or lie under one. */
export function mayBeUnder(filter: HostFilter, text: string, to: number): boolean {
  let hash = 0;
  for (let place = to - 1; place >= 0; place -= 1) {
    const code = text.charCodeAt(place);
    if (code === DOT && isSet(filter, hash)) return true;
    hash = step(hash, code);
    if (place === to - END && !isSet(filter, hash)) return false;
  }
  return isSet(filter, hash);
}

function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193) ^ (hash >>> 15);
}

function set(filter: HostFilter, hash: number): void {
  const byte = byteOf(filter, hash);
  filter[byte] = (filter[byte] ?? 0) | (1 << (hash & 7));
}

function isSet(filter: HostFilter, hash: number): boolean {
  return (((filter[byteOf(filter, hash)] ?? 0) >>> (hash & 7)) & 1) === 1;
}

function byteOf(filter: HostFilter, hash: number): number {
  return (hash >>> 3) & (filter.length - 1);
}
