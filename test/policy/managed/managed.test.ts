import { describe, expect, test } from 'vitest';
import { act } from '../../../src/policy/act.ts';
import { faultText } from '../../../src/policy/fault.ts';
import { managedDigest } from '../../../src/policy/managed/digest.ts';
import { parseManaged, readManaged } from '../../../src/policy/managed/managed.ts';
import { signRoot } from '../../../src/policy/ruleset/trust/root.ts';
import { makeKeys, rootOf } from '../../support/publisher.ts';
import { actInput, link } from '../sample.ts';

function faultsOf(settings: unknown): readonly string[] {
  return readManaged(settings).faults.map(faultText);
}

describe('readManaged', () => {
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
    ['bad.example/', 'bad.example'],
    ['Bad.example/a/../Page', 'bad.example/Page'],
    ['category:games', 'category:games'],
    ['provider:taobao', 'provider:taobao'],
  ])('reads the entry %j as %s', (entry, read) => {
    const { settings, faults } = readManaged({ block: [entry], allow: [entry] });
    expect(settings).toEqual({ block: [read], allow: [read], contexts: {} });
    expect(faults).toEqual([]);
  });

  test.each([
    'HTTPS://Evil.example/',
    'https://evil.example',
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
    'category:game',
    'provider:nobody',
    'kind:games',
  ])('leaves out the entry %j alone, naming it and its place', (entry) => {
    const { settings, faults } = readManaged({ block: ['good.example', entry] });
    expect(settings.block).toEqual(['good.example']);
    expect(faults.map(faultText)).toEqual([
      `block.1: expected a host (example.com), a page (example.com/path), category:… or provider:…, and not "${entry.trim()}"`,
    ]);
  });

  test('protects the names of hosts that have one', () => {
    const { settings } = readManaged({ protectedBrands: ['www.MyBank.example'] });
    expect(settings.protectedBrands).toEqual(['www.mybank.example']);
    for (const entry of ['github.io', '127.0.0.1']) {
      expect(faultsOf({ protectedBrands: [entry] })).toEqual([
        `protectedBrands.0: expected a host with a registered name, and not "${entry}"`,
      ]);
    }
  });

  test('shows the beginning only of a long entry', () => {
    expect(faultsOf({ block: [`${'x'.repeat(2000)}/ `] })[0]?.length).toBeLessThan(300);
  });

  test.each(['Block', 'blocked', 'context', '__proto__', 'constructor'])(
    'tells of the misspelt name %s',
    (name) => {
      const settings = JSON.parse(`{"${name}": [], "allow": ["good.example"]}`);
      expect(faultsOf(settings)).toEqual([`${name}: not known`]);
      expect(readManaged(settings).settings.allow).toEqual(['good.example']);
    },
  );

  test('leaves out what is wrong, one by one, and keeps the rest', () => {
    const { settings, keys, faults, isComplete } = readManaged({
      format: 1,
      contexts: { group: 'ask', groups: 'ask', direct: 'shut' },
      hints: 'yes',
      recommended: { lookups: 'local-only', hints: 0, volume: 3 },
      organisation: { name: 'Example', contact: 'somewhere' },
    });
    expect(settings).toEqual({
      format: 1,
      block: [],
      allow: [],
      contexts: { group: 'ask' },
      recommended: { lookups: 'local-only', hints: false },
      organisation: { name: 'Example' },
    });
    expect(keys).toEqual(['format', 'organisation', 'contexts', 'recommended']);
    expect(isComplete).toBe(true);
    expect(faults.map(faultText)).toEqual([
      'contexts.groups: not known',
      'contexts.direct: expected one of open, ask, block',
      'hints: expected true or false',
      'recommended.volume: not known',
      'organisation.contact: expected a mail address or an https:// address',
    ]);
  });

  test.each([
    ['a text', 'block', 'somewhere', 'block: expected a list'],
    ['a list', 'contexts', ['ask'], 'contexts: expected an object'],
    ['damaged JSON', 'block', '["bad.example"', 'block: expected a list'],
    ['nothing', 'block', null, 'block: expected a list'],
    ['a newer form', 'format', 2, 'format: expected 1'],
    [
      'a number that no policy store holds',
      'rulesetVersion',
      5_000_000_000,
      'rulesetVersion: expected a whole number from 1 to 2147483647',
    ],
  ])('tells of %s in the place of something else', (_, key, value, told) => {
    expect(faultsOf({ [key]: value })).toEqual([told]);
  });

  test.each([[undefined], [null], ['x'], [7], [[]]])('reads nothing in %j', (raw) => {
    expect(readManaged(raw)).toMatchObject({ keys: [], isComplete: false });
  });

  test('reads lists and objects that come as JSON text', () => {
    const settings = {
      block: ['bad.example'],
      contexts: { group: 'ask' },
      linkRules: { wrappers: [], cleaners: [{ hosts: [], names: ['ref'] }] },
      rules: [{ id: 'r', categories: ['games'], action: 'block' }],
    };
    const texts = Object.fromEntries(
      Object.entries(settings).map(([key, value]) => [key, JSON.stringify(value)]),
    );
    expect(readManaged(texts)).toEqual(readManaged(settings));
    expect(readManaged(texts).faults).toEqual([]);
  });

  test('tells that a list is too long, and reads its beginning', () => {
    const block = Array.from({ length: 1001 }, (_, index) => `h${index}.example`);
    const { settings, faults } = readManaged({ block });
    expect(settings.block).toHaveLength(1000);
    expect(faults.map(faultText)).toEqual(['block: longer than 1000']);
  });
});

describe('managedDigest', () => {
  const digestOf = (raw: unknown) => managedDigest(readManaged(raw).settings);
  const settings = {
    format: 1,
    block: ['Bad.example'],
    contexts: { group: 'ask', direct: 'open' },
  };

  test('is the same however the settings came', () => {
    expect(digestOf(settings)).toMatch(/^[0-9a-f]{64}$/);
    const texts = {
      contexts: '{"direct":"open","group":"ask"}',
      block: '["bad.example"]',
      format: 1,
    };
    expect(digestOf(texts)).toBe(digestOf(settings));
  });

  test('is another one where anything is missing or otherwise', () => {
    const others = [{ ...settings, block: [] }, { ...settings, hints: true }, { format: 1 }];
    expect(new Set([settings, ...others].map(digestOf)).size).toBe(4);
  });
});

describe('parseManaged', () => {
  test('throws at the first thing that is wrong', () => {
    expect(() => parseManaged({ blocked: [] })).toThrow(
      expect.objectContaining({ code: 'bad-managed', message: 'blocked: not known' }),
    );
  });
});

describe('act obeys', () => {
  const story = link({ input: 'https://m.news.example/story/part?id=7' });

  test.each([
    ['*.News.example', 'host'],
    ['.news.example', 'host'],
    ['NEWS.example.', 'host'],
    ['news.example/story', 'page'],
    ['news.example/story/', 'page'],
    ['m.news.example/story/part?id=7', 'page'],
  ])('the entry %s', (entry, kind) => {
    const managed = parseManaged({ block: [entry] });
    const { action, trace } = act(actInput({ managed, link: story }));
    expect(action).toBe('block');
    expect(Object.keys(trace[0]?.detail ?? {})).toEqual([kind]);
  });

  test.each([
    ['wiki.example/Talk:Page', 'https://wiki.example/Talk:Page'],
    ['go.example/?u=https://x.example/', 'https://go.example/?u=https://x.example/'],
    ['[2001:db8::1]', 'https://[2001:db8::1]:8443/a'],
    ['[2001:db8::1]/a', 'https://[2001:db8::1]/a/b'],
  ])('the entry %s, which has a colon', (entry, input) => {
    const managed = parseManaged({ block: [entry] });
    expect(act(actInput({ managed, link: link({ input }) })).action).toBe('block');
  });

  test.each([
    'news.example/stor',
    'news.example/story/part?id=8',
    'other.news.example',
    'ws.example',
    'news.example/story/part/more',
  ])('and the entry %s is somewhere else', (entry) => {
    const managed = parseManaged({ block: [entry] });
    expect(act(actInput({ managed, link: story })).action).toBe('open');
  });
});

describe('a service of its own', () => {
  const ADDRESS = 'https://guard.example.com';

  test.each([
    [ADDRESS, ADDRESS],
    [`${ADDRESS}/`, ADDRESS],
    [` ${ADDRESS}:8443/link-guard/ `, `${ADDRESS}:8443/link-guard`],
    ['http://localhost:8787', 'http://localhost:8787'],
    ['http://127.0.0.1:8787/', 'http://127.0.0.1:8787'],
  ])('is read from %j', (address, read) => {
    const { settings, faults } = readManaged({ service: { address } });
    expect(settings.service).toEqual({ address: read });
    expect(faults).toEqual([]);
  });

  test.each([
    'http://guard.example.com',
    'http://127.0.0.1.example.com',
    'https://user@guard.example.com',
    'https://guard.example.com/?key=1',
    'https://guard.example.com/#x',
    'https://guard.example.com/?',
    'guard.example.com',
    'ftp://guard.example.com',
    '',
    7,
  ])('is none at %j, which is not the same as nobody naming one', (address) => {
    const { settings, faults } = readManaged({ service: { address } });
    expect(settings.service).toEqual({});
    expect(faults.map(({ place }) => place)).toEqual(['service.address']);
  });

  test('that is no object is none either', () => {
    expect(readManaged({ service: ADDRESS }).settings.service).toEqual({});
    expect(readManaged({}).settings.service).toBeUndefined();
  });

  test('has a root that says that it is one', async () => {
    const keys = await makeKeys();
    const bytes = await signRoot(rootOf(keys, { number: 1, now: 0 }), keys.root);
    const root = Buffer.from(bytes).toString('base64');
    const service = { address: ADDRESS, root };
    expect(readManaged({ service }).settings.service).toEqual(service);
    const { settings, faults } = readManaged({ service: { ...service, root: btoa('{}') } });
    expect(settings.service).toEqual({ address: ADDRESS });
    expect(faults.map(faultText)).toEqual([
      'service.root: expected a signed root (roots/1.json) in base64',
    ]);
  });
});
