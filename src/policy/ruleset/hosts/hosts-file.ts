/**
 * The binary form of hosts in plain, format 1; docs/ruleset-format.md describes it to the byte. A
 * file says what to take out of the lists of another file and what to add: the base begins from
 * nothing, the fresh hosts begin from their base. Numbers are big-endian.
 *
 *     4  magic "LGRH"     4  format, 1     32  SHA-256 of the base, zeros in a base
 *     for the blocked hosts, then for the cleared ones:
 *         4  how many are gone     4  size of the gaps     their places in the base, as gaps
 *         4  how many are added    4  size of the hosts    the hosts, as `encodeHosts` writes them
 */
import { codeOf } from '../../coded-error.ts';
import { toHex } from '../../url/hash.ts';
import { decodeGaps, encodeGaps } from '../versions/gaps.ts';
import { badHosts, decodeHosts, encodeHosts, isAmong } from './host-coding.ts';
import type { HostLists } from './host-lists.ts';

const MAGIC = 0x4c475248;
const FORMAT = 1;
const HASH_BYTES = 32;
const NUMBER_BYTES = 4;

export const NO_HOSTS: HostLists = { blocked: [], cleared: [] };

/** What the hash of the base is in a base itself. */
export const NO_BASE = '0'.repeat(2 * HASH_BYTES);

/** What becomes of one list. */
export interface HostChange {
  /** Places in the list before, ascending. */
  readonly gone: Uint32Array;
  readonly added: readonly string[];
}

export interface HostChanges {
  readonly blocked: HostChange;
  readonly cleared: HostChange;
}

export interface HostsDescription {
  /** Bytes. */
  readonly size: number;
  /** SHA-256 in hex of the base that it begins from; null in a base. */
  readonly base: string | null;
  readonly blocked: ChangeCounts;
  readonly cleared: ChangeCounts;
}

export interface ChangeCounts {
  readonly added: number;
  readonly gone: number;
}

/** One list of a file, of which nothing is decoded yet. */
interface CodedChange {
  readonly gone: number;
  readonly gaps: Uint8Array;
  readonly added: number;
  readonly hosts: Uint8Array;
}

interface SplitHosts {
  /** In hex. */
  readonly base: string;
  readonly blocked: CodedChange;
  readonly cleared: CodedChange;
}

/** `base` in hex, or `NO_BASE`. */
export function writeHosts(
  base: string,
  { blocked, cleared }: HostChanges,
): Uint8Array<ArrayBuffer> {
  const parts = [numbers(MAGIC, FORMAT), fromHex(base), ...coded(blocked), ...coded(cleared)];
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * What the lists of the base become; of a base, `former` is nothing and `base` is `NO_BASE`. Throws
 * `bad-hosts` where the file begins elsewhere, and on anything that `writeHosts` would not write.
 */
export function readHosts(bytes: Uint8Array, base: string, former: HostLists): HostLists {
  const split = splitHosts(bytes);
  if (split.base !== base) throw badHosts('they do not begin from this base');
  return {
    blocked: applyChange(split.blocked, former.blocked),
    cleared: applyChange(split.cleared, former.cleared),
  };
}

/** Throws `bad-hosts` where it is no file of hosts. The hosts themselves are not looked at. */
export function describeHosts(bytes: Uint8Array): HostsDescription {
  const { base, blocked, cleared } = splitHosts(bytes);
  const countsOf = ({ added, gone }: CodedChange): ChangeCounts => ({ added, gone });
  return {
    size: bytes.length,
    base: base === NO_BASE ? null : base,
    blocked: countsOf(blocked),
    cleared: countsOf(cleared),
  };
}

function applyChange(change: CodedChange, former: readonly string[]): readonly string[] {
  const gone = placesGone(change, former.length);
  const added = decodeHosts(change.hosts, change.added);
  if (former.length === 0) return added;
  if (gone.length + added.length === 0) return former;
  if (added.some((host) => isAmong(former, host))) throw badHosts('one is added that was there');
  let next = 0;
  const kept = former.filter((_, place) => {
    const isGone = gone[next] === place;
    if (isGone) next += 1;
    return !isGone;
  });
  return kept.concat(added);
}

function placesGone({ gone, gaps }: CodedChange, limit: number): Uint32Array {
  try {
    return decodeGaps(gaps, gone, limit);
  } catch (cause) {
    if (codeOf(cause) !== 'bad-delta') throw cause;
    throw badHosts('places that there are not', cause);
  }
}

function splitHosts(bytes: Uint8Array): SplitHosts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (size: number): Uint8Array => {
    if (size > bytes.length - at) throw badHosts('file: cut short');
    at += size;
    return bytes.subarray(at - size, at);
  };
  const number = (): number => {
    take(NUMBER_BYTES);
    return view.getUint32(at - NUMBER_BYTES);
  };
  const change = (): CodedChange => {
    const gone = number();
    const gaps = take(number());
    const added = number();
    return { gone, gaps, added, hosts: take(number()) };
  };
  if (number() !== MAGIC) throw badHosts('file: not a file of hosts');
  if (number() !== FORMAT) throw badHosts(`format: expected ${FORMAT}`);
  const split = { base: toHex(take(HASH_BYTES)), blocked: change(), cleared: change() };
  if (at !== bytes.length) throw badHosts('file: longer than what it holds');
  return split;
}

function coded({ gone, added }: HostChange): readonly Uint8Array[] {
  const gaps = encodeGaps(gone);
  const hosts = encodeHosts(added);
  return [numbers(gone.length, gaps.length), gaps, numbers(added.length, hosts.length), hosts];
}

function numbers(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * NUMBER_BYTES);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setUint32(index * NUMBER_BYTES, value);
  return bytes;
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(2 * index, 2 * index + 2), 16),
  );
}
