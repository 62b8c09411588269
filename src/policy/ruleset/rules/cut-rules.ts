/** Cuts a file of rules into pieces; `pieces.ts` says what is in one. */
import { digestOf } from '../part.ts';
import { bitsFor, pieceOf, writeContents } from './contents.ts';
import { encodeGroup, type Fingerprints } from './group.ts';
import { readSegments, splitRules } from './layout.ts';
import { PIECE_HEAD } from './pieces.ts';

export interface CutRules {
  readonly contents: Uint8Array<ArrayBuffer>;
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
}

/** Throws `bad-rules` on anything that is no file of rules. */
export async function cutRules(rules: Uint8Array): Promise<CutRules> {
  const { base, fresh } = readSegments(rules);
  const groups = [...base.groups, ...fresh.groups];
  const bits = bitsFor(groups.reduce((sum, { fingerprints }) => sum + fingerprints.high.length, 0));
  const parts: Uint8Array[][] = Array.from({ length: 2 ** bits }, () => []);
  for (const [number, { fingerprints }] of groups.entries()) {
    for (const [piece, rulesOfIt] of cutGroup(fingerprints, bits)) {
      parts[piece]?.push(headOf(number, rulesOfIt.high.length), encodeGroup(rulesOfIt));
    }
  }
  const pieces = parts.map(join);
  const sums = await Promise.all(pieces.map(digestOf));
  return { contents: writeContents(splitRules(rules).headerBytes, sums), pieces };
}

/** The rules of a group in each of the pieces that have any, in their order. */
function* cutGroup(
  { high, low }: Fingerprints,
  bits: number,
): Generator<readonly [number, Fingerprints]> {
  for (let from = 0, to = 0; from < high.length; from = to) {
    const piece = pieceOf(high[from] as number, bits);
    while (to < high.length && pieceOf(high[to] as number, bits) === piece) to += 1;
    yield [piece, { high: high.slice(from, to), low: low.slice(from, to) }];
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function headOf(number: number, count: number): Uint8Array {
  const head = new Uint8Array(PIECE_HEAD);
  const view = new DataView(head.buffer);
  view.setUint32(0, number);
  view.setUint32(4, count);
  return head;
}
