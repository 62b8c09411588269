import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeRules, openRules } from '../../../../src/policy/ruleset/rules/rules.ts';
import { codeThrown } from '../code-thrown.ts';
import { entry, KEY, rule } from '../sample-rules.ts';

const SAMPLE = [
  rule('a.test/'),
  rule('a.test/', { effect: 'allowed', list: 'two' }),
  rule('b.test/page.html', { violation: 'marketing' }),
];
const OPTIONS = { baseKey: KEY };

describe('openRules', () => {
  test('finds the rule that speaks of an address', () => {
    const { find, ruleCount } = openRules(encodeRules(SAMPLE, OPTIONS).rules);
    expect(ruleCount).toBe(3);
    expect(find('https://a.test/x')).toEqual(SAMPLE[1]);
    expect(find('http://www.b.test/page.html?q#f')).toEqual(SAMPLE[2]);
    expect(find('HTTP://B.test/%70age.html')).toEqual(SAMPLE[2]);
    expect(find('https://b.test/')).toBeUndefined();
    expect(find('')).toBeUndefined();
  });

  test('opens a set without rules, which finds nothing', () => {
    const ruleset = openRules(encodeRules([], OPTIONS).rules);
    expect(ruleset.ruleCount).toBe(0);
    expect(ruleset.find('https://a.test/')).toBeUndefined();
  });

  test('opens bytes that stand anywhere in a larger buffer', () => {
    const { rules } = encodeRules(SAMPLE, OPTIONS);
    const buffer = new Uint8Array(rules.length + 7);
    buffer.set(rules, 3);
    const { find } = openRules(buffer.subarray(3, 3 + rules.length));
    expect(find('https://a.test/')).toEqual(SAMPLE[1]);
  });

  test('refuses any bytes that were not written as rules', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(codeThrown(() => openRules(bytes))).toBe('bad-rules');
      }),
    );
  });

  test('refuses or answers, whichever bit is changed', () => {
    const { rules } = encodeRules(SAMPLE, OPTIONS);
    let refused = 0;
    for (let bit = 0; bit < rules.length * 8; bit += 1) {
      const changed = Uint8Array.from(rules);
      changed[bit >>> 3] = (changed[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
      const code = codeThrown(() => {
        const found = openRules(changed).find('https://a.test/');
        expect([undefined, 'a.test/']).toContain(found?.expression);
      });
      if (code === undefined) continue;
      expect(code).toBe('bad-rules');
      refused += 1;
    }
    expect(refused).toBeGreaterThan(rules.length * 4);
  });

  test('covers every address, or those under its zones', () => {
    const everywhere = openRules(encodeRules(SAMPLE, OPTIONS).rules);
    expect(everywhere.covers('https://a.example/')).toBe(true);
    const zones = ['test', 'com.cn'];
    const { covers } = openRules(encodeRules(SAMPLE, { ...OPTIONS, zones }).rules);
    expect(covers('https://a.test/x')).toBe(true);
    expect(covers('HTTPS://A.TEST:8080/')).toBe(true);
    expect(covers('http://shop.com.cn')).toBe(true);
    for (const outside of ['https://a.example/', 'https://com/', 'https://atest/', 'no address']) {
      expect(covers(outside)).toBe(false);
    }
    // No browser opens it, but it has a canonical form.
    expect(covers('http://x%25/')).toBe(false);
  });
});

describe('encodeRules', () => {
  test('gives the same bytes whatever the order of the rules', () => {
    fc.assert(
      fc.property(fc.array(entry), (rules) => {
        const encoded = encodeRules(rules, OPTIONS);
        expect(encodeRules(rules.toReversed(), OPTIONS).rules).toEqual(encoded.rules);
        expect(encodeRules([...rules, ...rules], OPTIONS)).toEqual(encoded);
      }),
    );
  });

  test('writes every rule once, and says where', () => {
    fc.assert(
      fc.property(fc.array(entry), (rules) => {
        const { order, ruleCount } = encodeRules(rules, OPTIONS);
        const told = (some: readonly unknown[]) => some.map((one) => JSON.stringify(one));
        const written = told(Array.from(order, (index) => rules[index]));
        expect(ruleCount).toBe(written.length);
        expect(new Set(written).size).toBe(written.length);
        expect(new Set(written)).toEqual(new Set(told(rules)));
      }),
    );
  });

  test('gives under another key other bytes that say the same', () => {
    const other = encodeRules(SAMPLE, { baseKey: KEY.toReversed() }).rules;
    expect(other).not.toEqual(encodeRules(SAMPLE, OPTIONS).rules);
    expect(openRules(other).find('https://a.test/')).toEqual(SAMPLE[1]);
  });

  test('costs less than 4.1 bytes a rule', () => {
    const many = Array.from({ length: 100_000 }, (_, index) =>
      rule(`host-${index}.test/`, { list: index % 3 === 0 ? 'two' : 'one' }),
    );
    // Each rule more in a set makes each of them cheaper: 3.3 bits less from 100,000 to a million.
    const { rules } = encodeRules(many, OPTIONS);
    expect(rules.length / many.length - 3.3 / 8).toBeLessThan(4.1);
  });
});
