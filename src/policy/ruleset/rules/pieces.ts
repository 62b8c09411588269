/**
 * Rules in pieces, so that an address can be looked up before all of them are read: a piece has all
 * rules whose fingerprints begin with the same bits. Each is known by the sum that the contents have
 * of it. For each group that has rules in a piece:
 *
 *     4  number of the group, from 0, those of the base first     4  how many of its rules
 *     these rules, written as a group of their own
 */
import { CodedError } from '../../coded-error.ts';
import { digestOf } from '../part.ts';
import type { Ruleset } from '../ruleset.ts';
import { type Contents, pieceOf, SUM_BYTES } from './contents.ts';
import { decodeGroup, type Fingerprints, groupSize } from './group.ts';
import { clearancesIn, countsOf, EMPTY_SEGMENT, segmentOf } from './layout.ts';
import { answersOf } from './rules.ts';
import { upperHalvesOf } from './upper-halves.ts';

/** Bytes in front of each group's rules. */
export const PIECE_HEAD = 8;

/** The numbers of the pieces that have a say on any of these addresses, each once. */
export function piecesFor(contents: Contents, addresses: readonly string[]): readonly number[] {
  const halves = addresses.flatMap((address) => upperHalvesOf(address, contents.keyed));
  return [...new Set(halves.map((half) => pieceOf(half, contents.bits)))];
}

/** Throws `bad-part` where the bytes are not the piece that the contents name. */
export async function checkPiece(
  { sums }: Contents,
  number: number,
  piece: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const sum = await digestOf(piece);
  const named = sums.subarray(number * SUM_BYTES, (number + 1) * SUM_BYTES);
  if (named.length !== sum.length || !sum.every((byte, at) => byte === named[at])) {
    throw new CodedError('bad-part', `piece ${number}: not the one that the contents name`);
  }
}

/**
 * `pieces` by their numbers, each checked before. Finds what the whole rules find, of the addresses
 * whose pieces are among them; asked about another one it throws, and never answers wrongly. Throws
 * `bad-rules` on anything that `cutRules` would not have cut.
 */
export function openPieces(
  contents: Contents,
  pieces: ReadonlyMap<number, Uint8Array<ArrayBuffer>>,
): Ruleset {
  const { header, ruleCount } = contents;
  const baseGroups = header.base?.groups.length ?? 0;
  const groups = groupsIn(
    contents,
    [...pieces].sort(([a], [b]) => a - b),
  );
  const { find, covers } = answersOf({
    zones: header.zones,
    clearances: clearancesIn(header),
    base: header.base ? segmentOf(header.base, groups.slice(0, baseGroups)) : EMPTY_SEGMENT,
    fresh: header.fresh ? segmentOf(header.fresh, groups.slice(baseGroups)) : EMPTY_SEGMENT,
  });
  return {
    ruleCount,
    covers,
    find(address) {
      if (piecesFor(contents, [address]).every((number) => pieces.has(number))) {
        return find(address);
      }
      throw new CodedError('missing-piece', 'rules: asked about what other pieces have');
    },
  };
}

/** The rules of each group, as far as these pieces have them. */
function groupsIn(
  { header }: Contents,
  pieces: readonly (readonly [number, Uint8Array])[],
): readonly Fingerprints[] {
  const found = countsOf(header).map((): Fingerprints[] => []);
  for (const [, piece] of pieces) {
    const view = new DataView(piece.buffer, piece.byteOffset, piece.byteLength);
    for (let at = 0; at < piece.length; ) {
      if (piece.length - at < PIECE_HEAD) throw bad('shorter than a beginning');
      const [number, count] = [view.getUint32(at), view.getUint32(at + 4)];
      const end = at + PIECE_HEAD + groupSize(count);
      const group = found[number];
      if (group === undefined || end > piece.length) throw bad('not as it was cut');
      group.push(decodeGroup(piece.subarray(at + PIECE_HEAD, end), count));
      at = end;
    }
  }
  return found.map(joined);
}

function joined(parts: readonly Fingerprints[]): Fingerprints {
  const size = parts.reduce((sum, { high }) => sum + high.length, 0);
  const all = { high: new Uint32Array(size), low: new Uint32Array(size) };
  let at = 0;
  for (const { high, low } of parts) {
    all.high.set(high, at);
    all.low.set(low, at);
    at += high.length;
  }
  return all;
}

function bad(what: string): CodedError {
  return new CodedError('bad-rules', `piece: ${what}`);
}
