/**
 * Tells most hosts that are not of a set, in one pass and without looking anything up: one bit for
 * each value of a short hash, which is taken from the end so that it passes every parent domain on
 * its way. A no is certain, a yes is a maybe.
 */

/** One bit for each value; a power of two of them. */
export type HostFilter = Uint8Array;

const DOT = 0x2e;

/** `size` in bytes: a power of two, and at least twice as many as there are hosts. */
export function makeHostFilter(hosts: Iterable<string>, size: number): HostFilter {
  const filter = new Uint8Array(size);
  for (const host of hosts) {
    let hash = 0;
    for (let place = host.length - 1; place >= 0; place -= 1) {
      hash = step(hash, host.charCodeAt(place));
    }
    const byte = byteOf(filter, hash);
    filter[byte] = (filter[byte] ?? 0) | (1 << (hash & 7));
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
  }
  return isSet(filter, hash);
}

function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193) ^ (hash >>> 15);
}

function isSet(filter: HostFilter, hash: number): boolean {
  return (((filter[byteOf(filter, hash)] ?? 0) >>> (hash & 7)) & 1) === 1;
}

function byteOf(filter: HostFilter, hash: number): number {
  return (hash >>> 3) & (filter.length - 1);
}
