import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clearancesOf } from '../../../../src/policy/ruleset/rules/clearances.ts';
import { readContents } from '../../../../src/policy/ruleset/rules/contents.ts';
import { cutRules } from '../../../../src/policy/ruleset/rules/cut-rules.ts';
import { writeRules } from '../../../../src/policy/ruleset/rules/layout.ts';
import { checkPiece, openPieces, piecesFor } from '../../../../src/policy/ruleset/rules/pieces.ts';
import { encodeRules, openRules } from '../../../../src/policy/ruleset/rules/rules.ts';
import { encodeSegment } from '../../../../src/policy/ruleset/rules/segment.ts';
import { fullHashOf, toHex } from '../../../../src/policy/url/hash.ts';
import { codeThrown } from '../code-thrown.ts';
import { address, entry, KEY, OTHER_KEY, rule } from '../sample-rules.ts';

/** So that there are several pieces. */
const MANY = Array.from({ length: 3000 }, (_, index) => rule(`host-${index}.example/`));

async function cut(bytes: Uint8Array) {
  const { contents, pieces } = await cutRules(bytes);
  return { contents: readContents(contents), pieces };
}

/** Rules that know these addresses alone. */
async function openFor(bytes: Uint8Array, addresses: readonly string[]) {
  const { contents, pieces } = await cut(bytes);
  const numbers = piecesFor(contents, addresses);
  const given = numbers.map((number) => [number, pieces[number] ?? new Uint8Array()] as const);
  for (const [number, piece] of given) await checkPiece(contents, number, piece);
  return openPieces(contents, new Map(given));
}

describe('openPieces', () => {
  test('finds what the whole rules find, of base and fresh, of plain and hashed rules', async () => {
    const hashed = rule(`#${toHex(fullHashOf('hashed.example/'))}`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 20 }),
        fc.array(entry, { maxLength: 20 }),
        fc.array(address, { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        async (base, fresh, addresses, hasHashed) => {
          const some = hasHashed ? [...base, hashed] : base;
          const bytes = writeRules({
            zones: undefined,
            clearances: clearancesOf([...some, ...fresh]),
            base: encodeSegment([...some, ...MANY], KEY).segment,
            fresh: encodeSegment(fresh, OTHER_KEY).segment,
          });
          const asked = [...addresses, 'https://host-7.example/x', 'https://www.hashed.example/'];
          const whole = openRules(bytes);
          const pieced = await openFor(bytes, asked);
          expect(pieced.ruleCount).toBe(whole.ruleCount);
          expect(asked.map(pieced.find)).toEqual(asked.map(whole.find));
          expect(asked.map(pieced.covers)).toEqual(asked.map(whole.covers));
          expect(whole.find('https://www.hashed.example/') !== undefined).toBe(hasHashed);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('says of each of many rules what the whole says, reading few pieces for it', async () => {
    const { rules } = encodeRules(MANY, { baseKey: KEY });
    const { contents, pieces } = await cut(rules);
    expect(pieces.length).toBe(8);
    for (const index of [0, 17, 1234, 2999]) {
      const listed = `https://sub.host-${index}.example/page`;
      expect(piecesFor(contents, [listed]).length).toBeLessThan(8);
      const { find } = await openFor(rules, [listed]);
      expect(find(listed)?.expression).toBe(`host-${index}.example/`);
    }
  });

  test('throws where it is asked about an address whose pieces it has not', async () => {
    const { find } = await openFor(encodeRules(MANY, { baseKey: KEY }).rules, []);
    expect(codeThrown(() => find('https://host-1.example/'))).toBe('missing-piece');
  });

  test('has one piece of no rules, which finds nothing', async () => {
    const { rules } = encodeRules([], { baseKey: KEY });
    expect((await cut(rules)).pieces).toEqual([new Uint8Array()]);
    expect((await openFor(rules, ['https://a.test/'])).find('https://a.test/')).toBeUndefined();
  });

  test('refuses a piece that was not cut so', async () => {
    const { contents, pieces } = await cut(encodeRules(MANY, { baseKey: KEY }).rules);
    const [piece = new Uint8Array()] = pieces;
    for (const wrong of [piece.subarray(0, 5), piece.subarray(0, -1), piece.toReversed()]) {
      const opening = () => openPieces(contents, new Map([[0, new Uint8Array(wrong)]]));
      expect(codeThrown(opening)).toBe('bad-rules');
    }
  });
});

describe('checkPiece', () => {
  test('refuses any other bytes than those that were cut', async () => {
    const { contents, pieces } = await cut(encodeRules(MANY, { baseKey: KEY }).rules);
    const [first = new Uint8Array(), second = new Uint8Array()] = pieces;
    await checkPiece(contents, 0, first);
    await expect(checkPiece(contents, 0, second)).rejects.toMatchObject({ code: 'bad-part' });
    await expect(checkPiece(contents, 8, first)).rejects.toMatchObject({ code: 'bad-part' });
    const changed = first.slice();
    changed[9] = (changed[9] ?? 0) ^ 1;
    await expect(checkPiece(contents, 0, changed)).rejects.toMatchObject({ code: 'bad-part' });
  });
});
