import { describe, expect, test } from 'vitest';
import { readContents } from '../../../../src/policy/ruleset/rules/contents.ts';
import { cutRules } from '../../../../src/policy/ruleset/rules/cut-rules.ts';
import { encodeRules } from '../../../../src/policy/ruleset/rules/rules.ts';
import { codeThrown } from '../code-thrown.ts';
import { KEY, rule } from '../sample-rules.ts';

const { contents } = await cutRules(
  encodeRules([rule('a.test/'), rule('b.test/')], { baseKey: KEY }).rules,
);

describe('readContents', () => {
  test('has the header of the rules, how many they are, and a sum for each piece', () => {
    expect(readContents(contents)).toMatchObject({ ruleCount: 2, bits: 0 });
    expect(readContents(contents).header.base?.groups[0]?.count).toBe(2);
    expect(readContents(contents).sums.length).toBe(32);
  });

  test('are the same for the same rules', async () => {
    const again = encodeRules([rule('b.test/'), rule('a.test/')], { baseKey: KEY });
    expect((await cutRules(again.rules)).contents).toEqual(contents);
  });

  test('refuses what was not written as contents', () => {
    const longer = new Uint8Array(contents.length + 1);
    longer.set(contents);
    const otherFormat = contents.slice();
    otherFormat[7] = 2;
    const longHeader = contents.slice();
    longHeader[8] = 1;
    const wrong = [
      ...[new Uint8Array(), contents.subarray(0, 11), contents.subarray(0, -1), longer],
      ...[otherFormat, longHeader, contents.toReversed()],
    ];
    for (const bytes of wrong) expect(codeThrown(() => readContents(bytes))).toBe('bad-rules');
  });
});
