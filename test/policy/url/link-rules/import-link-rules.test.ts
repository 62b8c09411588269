import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { parseManaged } from '../../../../src/policy/managed/managed.ts';
import { importLinkRules } from '../../../../src/policy/url/link-rules/import-link-rules.ts';
import { LinkRulesSchema } from '../../../../src/policy/url/link-rules/link-rules.ts';
import { named, readThirdParty } from '../third-party.ts';

const clearUrls = readThirdParty('rules/clearurls.json');
const debounce = readThirdParty('rules/brave-debounce.json');
const cleanUrls = readThirdParty('rules/brave-clean-urls.json');
const queryFilter = readThirdParty('rules/brave-query-filter.json');

describe('importLinkRules', () => {
  test('reads our own form', () => {
    const wrapper = { id: 'a', hosts: ['a.test'], path: '/', parameters: ['to'] };
    expect(importLinkRules(JSON.stringify({ wrappers: [wrapper] }))).toEqual({
      rules: { wrappers: [{ ...wrapper, encoding: 'parameter', except: [] }], cleaners: [] },
      refused: [],
    });
  });

  test.each([
    ['', 'document: not JSON'],
    ['3', 'document: document: Invalid type'],
    ['{"wrapers":[]}', 'document: wrapers: Invalid key'],
    ['{"cleaners":[{"hosts":["a/b"],"names":["x"]}]}', 'expected a host, *.host or host.*'],
    ['{"cleaners":[{"hosts":[],"names":["*"]}]}', 'expected a name, or its beginning and a *'],
    ['{"wrappers":[{"id":"a","hosts":["a.test"],"path":"/"}]}', 'expected the name of a parameter'],
    [
      '{"wrappers":[{"id":"a","hosts":["a.test"],"path":"*/b/*","encoding":"path"}]}',
      'expected the beginning of a path',
    ],
    ['{"wrappers":[{"id":"a","hosts":["a.test"],"path":"*","encoding":"none"}]}', 'encoding'],
    ['{"wrappers":[{"id":"a","hosts":[],"path":"*","parameters":["b"]}]}', 'hosts'],
  ])('refuses %s as a whole', (text, message) => {
    expect(() => importLinkRules(text)).toThrow(message);
  });

  test('refuses a document that is too long', () => {
    expect(() => importLinkRules(' '.repeat(5_000_001))).toThrow('longer than 5,000,000');
  });

  test('can be told the format', () => {
    expect(() => importLinkRules('[]', { format: 'clear-urls' })).toThrow('document');
    expect(importLinkRules('[]', { format: 'brave' }).refused).toEqual([]);
  });

  test(named('takes nearly all of ClearURLs', clearUrls), () => {
    if (clearUrls === undefined) return;
    const { rules, refused } = importLinkRules(JSON.stringify(clearUrls));
    const { providers } = clearUrls as { providers: Record<string, { redirections?: string[] }> };
    const redirections = Object.values(providers).flatMap((one) => one.redirections ?? []);
    const notOpened = refused.filter(({ entry }) =>
      redirections.some((pattern) => entry.endsWith(`: ${pattern}`)),
    );
    const without = new Set(refused.map(({ entry }) => entry.split(': ', 1)[0]));
    expect({
      providers: Object.keys(providers).length,
      whole: Object.keys(providers).filter((name) => !without.has(name)).length,
      redirections: redirections.length,
      opened: redirections.length - notOpened.length,
    }).toEqual({ providers: 205, whole: 178, redirections: 64, opened: 61 });
    expect(v.is(LinkRulesSchema, rules)).toBe(true);
  });

  test(named('takes nearly all of Brave', debounce), () => {
    if (debounce === undefined) return;
    const refusedOf = (document: unknown) => importLinkRules(JSON.stringify(document)).refused;
    expect(refusedOf(debounce).map(({ entry }) => entry)).toEqual([
      'entry 37',
      'entry 46',
      'entry 47',
      'entry 48',
    ]);
    expect(refusedOf(cleanUrls)).toEqual([]);
    expect(refusedOf(queryFilter)).toEqual([]);
  });

  test('reads the example in docs/wrappers-and-parameters.md', () => {
    const document = readFileSync('docs/wrappers-and-parameters.md', 'utf8');
    const [, example = ''] = /```json\n(.*?)```/s.exec(document) ?? [];
    const { linkRules } = parseManaged(JSON.parse(example));
    expect(linkRules).toMatchObject({ wrappers: [{ id: 'intranet' }], cleaners: [{}] });
  });
});
