import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { act } from '../../src/policy/act.ts';
import { ManagedSettingsSchema } from '../../src/policy/settings.ts';
import { actInput, link } from './sample.ts';

function messagesOf(settings: unknown): readonly string[] {
  const { issues = [] } = v.safeParse(ManagedSettingsSchema, settings);
  return issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`);
}

describe('ManagedSettingsSchema', () => {
  test.each([
    ['BAD.example', 'bad.example'],
    ['*.bad.example', 'bad.example'],
    ['.bad.example', 'bad.example'],
    ['bad.example.', 'bad.example'],
    [' bad.example ', 'bad.example'],
    ['例え.jp', 'xn--r8jz45g.jp'],
    ['under_score.example', 'under_score.example'],
    ['intranet', 'intranet'],
    ['203.0.113.9', '203.0.113.9'],
    ['[2001:DB8::1]', '[2001:db8::1]'],
  ])('reads the entry %j as %s', (entry, host) => {
    const settings = v.parse(ManagedSettingsSchema, { block: [entry], allow: [entry] });
    expect(settings).toEqual({ block: [host], allow: [host], contexts: {} });
  });

  test.each([
    'HTTPS://Evil.example/',
    'https://evil.example',
    'evil.example/path',
    'evil.example:8080',
    'user@evil.example',
    'evil.example?x',
    'evil example',
    'ev*l.example',
    '%65vil.example',
    '2001:db8::1',
    '[zz]',
    '<b>',
    'a..example',
    '',
    ' ',
    '*.',
    '.',
  ])('refuses the entry %j, naming it and its place', (entry) => {
    expect(messagesOf({ block: ['good.example', entry] })).toEqual([
      `block.1: "${entry}": expected a host alone, like example.com`,
    ]);
    expect(messagesOf({ allow: [entry] })).toHaveLength(1);
  });

  test('protects the names of hosts that have one', () => {
    const { protectedBrands } = v.parse(ManagedSettingsSchema, {
      protectedBrands: ['www.MyBank.example'],
    });
    expect(protectedBrands).toEqual(['www.mybank.example']);
    for (const entry of ['github.io', '127.0.0.1']) {
      expect(messagesOf({ protectedBrands: [entry] })).toEqual([
        `protectedBrands.0: "${entry}": expected a host with a registered name`,
      ]);
    }
  });

  test('shows the beginning only of a long entry', () => {
    expect(messagesOf({ block: [`${'x'.repeat(5000)}/`] })[0]?.length).toBeLessThan(200);
  });

  test.each(['Block', 'blocked', 'context'])('refuses the misspelt name %s', (name) => {
    expect(messagesOf({ [name]: [] })).toHaveLength(1);
  });

  test('refuses a context that there is not', () => {
    expect(messagesOf({ contexts: { groups: 'ask' } })).toHaveLength(1);
  });

  test.each(['*.News.example', '.news.example', 'NEWS.example.'])(
    'gives settings that act obeys: %s',
    (entry) => {
      const managed = v.parse(ManagedSettingsSchema, { block: [entry] });
      const below = link({ input: 'https://m.news.example/story' });
      expect(act(actInput({ managed })).action).toBe('block');
      expect(act(actInput({ managed, link: below })).action).toBe('block');
    },
  );
});
