import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RuleEntry } from '../../../../src/policy/ruleset/rule.ts';
import { clearancesOf } from '../../../../src/policy/ruleset/rules/clearances.ts';
import { compareKinds } from '../../../../src/policy/ruleset/rules/compare-kinds.ts';
import { finderOf } from '../../../../src/policy/ruleset/rules/finder.ts';
import { encodeSegment } from '../../../../src/policy/ruleset/rules/segment.ts';
import { canonicalize } from '../../../../src/policy/url/canonicalize.ts';
import { expressionsOf } from '../../../../src/policy/url/expressions.ts';
import { fullHashOf, toHex } from '../../../../src/policy/url/hash.ts';
import { address, entry, KEY, OTHER_KEY, rule } from '../sample-rules.ts';

function finder(base: readonly RuleEntry[], fresh: readonly RuleEntry[] = []) {
  const segments = [encodeSegment(base, KEY).segment, encodeSegment(fresh, OTHER_KEY).segment];
  return finderOf(segments, clearancesOf([...base, ...fresh]));
}

const hashed = (expression: string) => `#${toHex(fullHashOf(expression))}`;

/** Written to be read, not to be fast: every expression in words, and a search through all rules. */
function findPlainly(entries: readonly RuleEntry[], url: string): unknown {
  const canonical = canonicalize(url);
  if (!canonical.ok) return undefined;
  const [, , hostname = '', ...segments] = canonical.url.split('/');
  const tail = `/${segments.join('/')}`;
  for (const host of hostsOf(hostname)) {
    for (const path of pathsOf(tail)) {
      const expression = host + path;
      const isKnown = expressionsOf(canonical.url).includes(expression);
      const [first] = entries
        .filter(
          (one) =>
            one.expression === expression || (isKnown && one.expression === hashed(expression)),
        )
        .sort(compareKinds);
      if (first !== undefined) return { ...first, expression };
    }
  }
  return undefined;
}

function hostsOf(host: string): readonly string[] {
  if (/^[\d.]+$|^\[/.test(host)) return [host];
  const labels = host.split('.');
  const suffixes = labels.map((_, at) => labels.slice(at)).slice(1);
  const fitting = suffixes.filter(({ length }) => length >= 2 && length <= 9);
  return [host, ...fitting.map((some) => some.join('.'))];
}

function pathsOf(tail: string): readonly string[] {
  const [path = '', ...query] = tail.split('?');
  const segments = path.split('/').slice(1, -1);
  const prefixes = Array.from(
    { length: Math.min(4, segments.length + 1) },
    (_, count) =>
      `/${segments
        .slice(0, count)
        .map((one) => `${one}/`)
        .join('')}`,
  );
  const hasQuery = query.join('?') !== '';
  return [...(hasQuery ? [tail] : []), path, ...prefixes.reverse()];
}

describe('finderOf', () => {
  test('agrees with a plain search in two segments', () => {
    const entries = fc.array(entry, { maxLength: 30 });
    fc.assert(
      fc.property(entries, entries, fc.array(address, { minLength: 5 }), (base, fresh, urls) => {
        const find = finder(base, fresh);
        for (const url of urls) expect(find(url)).toEqual(findPlainly([...base, ...fresh], url));
      }),
      { numRuns: 400 },
    );
  });

  test('agrees with a plain search where some rules are known by their hash alone', () => {
    const some = fc.tuple(entry, fc.boolean()).map(([one, isHashed]) => ({
      ...one,
      expression: isHashed ? hashed(one.expression) : one.expression,
    }));
    const entries = fc.array(some, { maxLength: 20 });
    fc.assert(
      fc.property(entries, entries, fc.array(address), (base, fresh, urls) => {
        const find = finder(base, fresh);
        for (const url of urls) expect(find(url)).toEqual(findPlainly([...base, ...fresh], url));
      }),
      { numRuns: 100 },
    );
  });

  test('lets the longest expression speak, whichever segment it is in', () => {
    const host = rule('a.test/');
    const page = rule('a.test/x', { effect: 'allowed' });
    for (const find of [finder([host], [page]), finder([page], [host]), finder([host, page])]) {
      expect(find('https://a.test/x?q')).toEqual(page);
      expect(find('https://a.test/y')).toEqual(host);
      expect(find('https://sub.a.test/x')).toEqual(page);
    }
  });

  test('lets an allowing rule speak before a listing one, and a severe before a lesser one', () => {
    const listing = rule('a.test/');
    const allowing = rule('a.test/', { effect: 'allowed', violation: 'privacy' });
    const lesser = rule('b.test/', { violation: 'marketing', list: 'a' });
    const severe = rule('b.test/', { violation: 'marketing', severity: 'severe', list: 'b' });
    for (const find of [
      finder([listing, lesser], [allowing, severe]),
      finder([allowing, severe], [listing, lesser]),
      finder([listing, lesser, allowing, severe]),
    ]) {
      expect(find('https://a.test/')).toEqual(allowing);
      expect(find('https://b.test/')).toEqual(severe);
    }
  });

  test('takes a clearance by hash as any other', () => {
    const find = finder([rule('a.test/'), rule(hashed('a.test/'), { effect: 'allowed' })]);
    expect(find('https://a.test/x')).toMatchObject({ expression: 'a.test/', effect: 'allowed' });
    expect(find('https://b.a.test/')).toMatchObject({ expression: 'a.test/', effect: 'allowed' });
    expect(find('https://b.test/')).toBeUndefined();
    expect(find('no address')).toBeUndefined();
  });

  test('does not take a page for an allowed one that only has its fingerprint', () => {
    // Both have one fingerprint under `KEY`.
    const [allowed, forged] = ['a.test/ofij61bmulo9', 'a.test/l2wibtnphgyz'];
    const clearance = rule(`${allowed}`, { effect: 'allowed' });
    const find = finder([clearance, rule('a.test/')]);
    expect(find(`https://${allowed}`)).toEqual(clearance);
    expect(find(`https://${forged}`)).toEqual(rule('a.test/'));
    const page = rule(`${allowed}`);
    expect(finder([clearance, page])(`https://${forged}`)?.effect).toBe('listed');
    expect(finder([clearance])(`https://${forged}`)).toBeUndefined();
  });

  test('never throws on any string', () => {
    const find = finder([rule('a.test/'), rule(hashed('b.test/'))]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        find(text);
        find(`http://${text}`);
        find(`https://a.test/${text}`);
      }),
      { numRuns: 200 },
    );
  });

  test('finds nothing where there is nothing', () => {
    expect(finderOf([], new Uint8Array())('https://a.test/')).toBeUndefined();
    expect(finder([])('https://a.test/')).toBeUndefined();
  });
});
