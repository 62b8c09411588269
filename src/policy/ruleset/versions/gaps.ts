/**
 * Ascending places in a file, written as the gaps between them: the first place, then for each
 * further one how many places lie between. A number is base 128, least digits first, with the top
 * bit set on all bytes but the last, and no longer than it needs to be.
 */
import { CodedError } from '../../coded-error.ts';

/** Bytes of the largest gap, which is below 2^32. */
const LONGEST = 5;

export function encodeGaps(places: Uint32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(places.length * LONGEST);
  let size = 0;
  let next = 0;
  for (const place of places) {
    let gap = place - next;
    for (; gap > 0x7f; gap = Math.floor(gap / 0x80)) bytes[size++] = (gap % 0x80) | 0x80;
    bytes[size++] = gap;
    next = place + 1;
  }
  return bytes.slice(0, size);
}

/**
 * `count` places, all below `limit`, from bytes that hold nothing else. Throws `bad-delta`, and
 * takes no memory for places that the bytes cannot hold.
 */
export function decodeGaps(bytes: Uint8Array, count: number, limit: number): Uint32Array {
  if (count > limit) throw bad('more places than there are');
  if (count > bytes.length) throw bad('more places than their bytes hold');
  const places = new Uint32Array(count);
  let at = 0;
  let next = 0;
  for (let index = 0; index < count; index += 1) {
    let gap = 0;
    let factor = 1;
    let byte = 0x80;
    for (let size = 0; byte >= 0x80; size += 1) {
      byte = bytes[at++] ?? 0;
      if (size === LONGEST || (size > 0 && byte === 0)) throw bad('a gap that is cut or too long');
      gap += (byte % 0x80) * factor;
      factor *= 0x80;
    }
    const place = next + gap;
    if (place >= limit) throw bad(`place ${place}: there are ${limit}`);
    places[index] = place;
    next = place + 1;
  }
  if (at !== bytes.length) throw bad('gaps: not of the size that the delta says');
  return places;
}

function bad(what: string): CodedError {
  return new CodedError('bad-delta', `delta: ${what}`);
}
