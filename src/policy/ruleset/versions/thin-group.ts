/**
 * Takes rules out of an encoded group. Where a group of the new size is parted at the same bits,
 * everything is copied in runs from one removed rule to the next, and no fingerprint is decoded:
 * a client does this to a million rules each time it updates.
 */
import { CodedError } from '../../coded-error.ts';
import { decodeGroup, encodeGroup, shapeOf } from '../rules/group.ts';

const LOW_BYTES = 3;

/**
 * What `encodeGroup` writes for the rules that are left, of which there is one at least. Of bytes
 * that are no group it makes others that are none, or throws `bad-rules`. `places` ascend.
 */
export function thinGroup(
  bytes: Uint8Array,
  count: number,
  places: Uint32Array,
): Uint8Array<ArrayBuffer> {
  const from = shapeOf(count);
  const to = shapeOf(count - places.length);
  if (from.bits !== to.bits) return thinDecoded(bytes, count, places);
  const source = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const target = new Uint8Array(to.size);
  const view = new DataView(target.buffer);
  const ones = onesAt(source, from.packed, places);
  copyRuns(ones, 1, from.packed * 8, (start, end, at) => {
    copyBits(source, start, view, at, Math.min(end - start, to.packed * 8 - at));
  });
  copyRuns(places, from.bits, count, (start, end, at) => {
    copyBits(source, from.packed * 8 + start, view, to.packed * 8 + at, end - start);
  });
  copyRuns(places, LOW_BYTES, count, (start, end, at) => {
    target.set(bytes.subarray(from.lows + start, from.lows + end), to.lows + at);
  });
  return target;
}

/** The slow way, for a group that is parted at other bits than before. */
function thinDecoded(
  bytes: Uint8Array,
  count: number,
  places: Uint32Array,
): Uint8Array<ArrayBuffer> {
  const { high, low } = decodeGroup(bytes, count);
  const left = count - places.length;
  const thinned = { high: new Uint32Array(left), low: new Uint32Array(left) };
  copyRuns(places, 1, count, (start, end, at) => {
    thinned.high.set(high.subarray(start, end), at);
    thinned.low.set(low.subarray(start, end), at);
  });
  return encodeGroup(thinned);
}

/** Calls for each run of what is left, in units of `width`: its start, its end, and where it goes. */
function copyRuns(
  places: Uint32Array,
  width: number,
  count: number,
  copy: (start: number, end: number, at: number) => void,
): void {
  let start = 0;
  for (let gap = 0; gap <= places.length; gap += 1) {
    const end = gap < places.length ? (places[gap] as number) : count;
    copy(start * width, end * width, (start - gap) * width);
    start = end + 1;
  }
}

/** Where in the unary bits the one-bits of these places stand. */
function onesAt(source: DataView, size: number, places: Uint32Array): Uint32Array {
  const found = new Uint32Array(places.length);
  let before = 0;
  let next = 0;
  for (let at = 0; at < size && next < places.length; at += 4) {
    let word = source.getInt32(at);
    const after = before + onesIn(word);
    for (; next < places.length && (places[next] as number) < after; next += 1) {
      for (; before < (places[next] as number); before += 1) word ^= topBit(word);
      found[next] = at * 8 + Math.clz32(word);
    }
    before = after;
  }
  if (next < places.length) throw new CodedError('bad-rules', 'rules: group: too few rules');
  return found;
}

function topBit(word: number): number {
  return 0x8000_0000 >>> Math.clz32(word);
}

function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

/** 24 bits at a time, which four bytes hold wherever they begin: the lower halves follow behind. */
function copyBits(
  source: DataView,
  from: number,
  target: DataView,
  to: number,
  length: number,
): void {
  for (let done = 0; done < length; done += 24) {
    const start = from + done;
    const at = to + done;
    const missing = Math.max(0, 24 - (length - done));
    const read = source.getUint32(start >>> 3) << (start & 7);
    const bits = (read & (-0x100 << missing)) >>> (at & 7);
    target.setUint32(at >>> 3, target.getUint32(at >>> 3) | bits);
  }
}
