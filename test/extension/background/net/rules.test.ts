import { describe, expect, test, vi } from 'vitest';
import { PROVIDERS, providerById, providerOf } from '../../../../src/policy/index.ts';

vi.mock('webextension-polyfill', async () => {
  const { makeFakeBrowser } = await import('../fake-browser.ts');
  return { default: makeFakeBrowser().browser };
});

const { hostsOfPatterns, isGuarded } = await import(
  '../../../../src/extension/background/net/guarded-hosts.ts'
);
const { listedRules } = await import('../../../../src/extension/background/net/listed-rules.ts');
const { isInForce, PRIORITY } = await import(
  '../../../../src/extension/background/net/net-rule.ts'
);
const { seenRules } = await import('../../../../src/extension/background/net/seen-rules.ts');
const { visitRules } = await import('../../../../src/extension/background/net/visit-rules.ts');

const FACTS = {
  listed: { blocked: ['bad.test'], cleared: [] as string[] },
  guarded: ['chat.test'],
  needed: ['service.test'],
  managed: { block: [] as string[], allow: [] as string[] },
  everyType: ['main_frame', 'sub_frame', 'ping'],
};

describe('hostsOfPatterns', () => {
  test('takes the host of each pattern, once', () => {
    const patterns = ['https://*.chat.test/*', 'http://localhost/*', '*://chat.test/*'];
    expect(hostsOfPatterns(patterns)).toEqual(['chat.test', 'localhost']);
  });

  test.each(['<all_urls>', 'https://*/*', '*://*/*'])('takes %s for everywhere', (pattern) => {
    expect(hostsOfPatterns(['https://chat.test/*', pattern])).toBe('everywhere');
  });

  test('has the subdomains of a guarded host guarded, and no other that ends like it', () => {
    expect(isGuarded('web.chat.test', ['chat.test'])).toBe(true);
    expect(isGuarded('otherchat.test', ['chat.test'])).toBe(false);
  });
});

describe('listedRules', () => {
  test('blocks pages that a guarded page opens, and nothing else', () => {
    expect(listedRules(FACTS)).toEqual([
      {
        id: 1,
        priority: PRIORITY.listed,
        action: { type: 'block' },
        condition: {
          initiatorDomains: ['chat.test'],
          requestDomains: ['bad.test'],
          resourceTypes: ['main_frame', 'sub_frame'],
        },
      },
    ]);
  });

  test('names no initiator where the guard is on everywhere', () => {
    const [rule] = listedRules({ ...FACTS, guarded: 'everywhere' });
    expect(rule?.condition.initiatorDomains).toBeUndefined();
  });

  test('is nothing where nothing is guarded, or nothing listed', () => {
    expect(listedRules({ ...FACTS, guarded: [] })).toEqual([]);
    expect(listedRules({ ...FACTS, listed: { blocked: [], cleared: [] } })).toEqual([]);
  });

  test('cuts off neither the chat nor the service, whoever lists them', () => {
    const listed = { blocked: ['bad.test', 'chat.test', 'service.test'], cleared: [] };
    expect(
      listedRules({ ...FACTS, listed }).map(({ condition }) => condition.requestDomains),
    ).toEqual([['bad.test']]);
  });

  test('are none where it is only reported', () => {
    const managed = { block: ['worse.test'], allow: [], reportOnly: true };
    expect(listedRules({ ...FACTS, managed })).toEqual([]);
  });

  test('lets what an administrator allows come before every listing, and what they block before that', () => {
    const managed = { block: ['worse.test'], allow: ['ours.bad.test'] };
    const [, allowed, blocked, ...others] = listedRules({ ...FACTS, managed });
    expect(allowed).toEqual({
      ...{ id: 2, priority: PRIORITY.allowed, action: { type: 'allow' } },
      condition: { requestDomains: ['ours.bad.test'], resourceTypes: FACTS.everyType },
    });
    expect(blocked).toMatchObject({
      ...{ id: 3, priority: PRIORITY.managed, action: { type: 'block' } },
      condition: { requestDomains: ['worse.test'], initiatorDomains: ['chat.test'] },
    });
    expect(others).toEqual([]);
    expect(PRIORITY.allowed).toBeGreaterThan(PRIORITY.seen);
    expect(PRIORITY.managed).toBeGreaterThan(PRIORITY.allowed);
  });

  const conditionsFor = (block: readonly string[], guarded = ['chat.test']) =>
    listedRules({ ...FACTS, guarded, managed: { block, allow: [] } })
      .slice(1)
      .map(({ condition }) => condition);

  test('a provider is its hosts, without those below them that are somebody else’s', () => {
    for (const { id, category, hosts, shareHosts } of PROVIDERS) {
      const conditions = conditionsFor([`provider:${id}`]);
      const named = conditions.flatMap(({ requestDomains = [] }) => requestDomains);
      expect(named.toSorted()).toEqual([...new Set([...hosts, ...shareHosts])].toSorted());
      const free = conditions.flatMap(({ excludedRequestDomains = [] }) => excludedRequestDomains);
      expect(free.filter((host) => providerOf(host)?.id === id && !named.includes(host))).toEqual(
        [],
      );
      expect(
        conditionsFor([`category:${category}`]).flatMap(
          ({ requestDomains = [] }) => requestDomains,
        ),
      ).toEqual(expect.arrayContaining(named));
    }
  });

  test('a blocked provider of the chat itself leaves the chat alone', () => {
    const [host = ''] = providerById('feishu')?.hosts ?? [];
    const [condition] = conditionsFor(['provider:feishu'], [`chat.${host}`]);
    expect(condition?.excludedRequestDomains).toContain(`chat.${host}`);
  });

  test.each([
    ['wiki.test/Talk:Page', ['/Talk:Page', '/Talk:Page?a=1', '/Talk:Page/x'], ['/Talk:Pages', '/']],
    ['wiki.test/a/', ['/a/', '/a/b?q', '/a/b/c'], ['/a', '/ab/', '/b/a/']],
    ['wiki.test/a?u=1', ['/a?u=1', '/a?u=1#part'], ['/a', '/a?u=12', '/a/b?u=1']],
  ])('the page %s is what it stands for, and nothing beside it', (entry, inside, outside) => {
    const [condition, ...others] = conditionsFor([entry]);
    expect(others).toEqual([]);
    expect(condition).toMatchObject({
      requestDomains: ['wiki.test'],
      isUrlFilterCaseSensitive: true,
    });
    const pattern = new RegExp(condition?.regexFilter ?? '');
    for (const path of inside) expect(`https://m.wiki.test:8443${path}`).toMatch(pattern);
    for (const path of outside) expect(`https://wiki.test${path}`).not.toMatch(pattern);
  });

  test('has no more rules for pages than the browsers take', () => {
    const pages = Array.from({ length: 1000 }, (_, index) => `wiki.test/p${index}`);
    const rules = listedRules({ ...FACTS, managed: { block: pages, allow: pages } });
    expect(rules.filter(({ condition }) => condition.regexFilter !== undefined)).toHaveLength(800);
  });
});

describe('seenRules', () => {
  const everyType = ['main_frame', 'ping'];
  const rulesFor = (...expressions: string[]) => seenRules({ expressions, free: [], everyType });

  test('stops a host for every kind of request, from anywhere', () => {
    expect(rulesFor('bad.test/')).toEqual([
      {
        priority: PRIORITY.seen,
        action: { type: 'block' },
        condition: { requestDomains: ['bad.test'], resourceTypes: everyType },
      },
    ]);
  });

  test('stops hosts in one rule, each once', () => {
    const [rule, ...others] = rulesFor('bad.test/', 'evil.test/', 'bad.test/');
    expect(rule?.condition.requestDomains).toEqual(['bad.test', 'evil.test']);
    expect(others).toEqual([]);
  });

  test.each([
    ['shared.test/bad/', ['/bad/', '/bad/more?q'], ['/bad', '/badly/', '/good/bad/']],
    ['shared.test/bad', ['/bad', '/bad?q=1', '/bad#part'], ['/badly', '/bad/more', '/BAD']],
    ['shared.test/a?q=1', ['/a?q=1', '/a?q=1#part'], ['/a', '/a?q=12', '/aXq=1']],
    ['shared.test/a.b*(c)', ['/a.b*(c)'], ['/aXb*(c)', '/a.bb(c)']],
  ])('stops of %s what it stands for, and nothing beside it', (expression, inside, outside) => {
    const [rule] = rulesFor(expression);
    expect(rule?.condition.requestDomains).toEqual(['shared.test']);
    expect(rule?.condition.isUrlFilterCaseSensitive).toBe(true);
    const pattern = new RegExp(rule?.condition.regexFilter ?? '');
    for (const path of inside) expect(`https://shared.test${path}`).toMatch(pattern);
    for (const path of inside) expect(`http://shared.test:8080${path}`).toMatch(pattern);
    for (const path of outside) expect(`https://shared.test${path}`).not.toMatch(pattern);
  });

  test('keeps the newest hundred where too many pages were seen', () => {
    const expressions = Array.from({ length: 150 }, (_, index) => `shared.test/p${index}`);
    const rules = seenRules({ expressions, free: [], everyType });
    expect(rules).toHaveLength(100);
    expect(rules.at(-1)?.condition.regexFilter).toContain('p149');
  });

  test('leaves free what has to stay free', () => {
    const [rule] = seenRules({ expressions: ['bad.test/'], free: ['ok.bad.test'], everyType });
    expect(rule?.condition.excludedRequestDomains).toEqual(['ok.bad.test']);
    expect(seenRules({ expressions: ['chat.test/'], free: ['chat.test'], everyType })).toEqual([]);
  });
});

describe('visitRules', () => {
  test('lets one tab reach one host, before any listing', () => {
    const [rule] = visitRules([{ tabId: 7, host: 'bad.test' }], ['main_frame']);
    expect(rule).toEqual({
      priority: PRIORITY.visit,
      action: { type: 'allow' },
      condition: { tabIds: [7], requestDomains: ['bad.test'], resourceTypes: ['main_frame'] },
    });
    expect(PRIORITY.visit).toBeGreaterThan(PRIORITY.seen);
    expect(PRIORITY.managed).toBeGreaterThan(PRIORITY.visit);
  });
});

describe('isInForce', () => {
  const rules = listedRules({ ...FACTS, listed: { blocked: ['a.test', 'b.test'], cleared: [] } });
  const told = rules.map((rule) => ({
    ...rule,
    condition: {
      ...rule.condition,
      requestDomains: ['b.test', 'a.test'],
      regexFilter: null as unknown as string,
    },
  }));

  test('knows its rules in whatever order the browser tells them', () => {
    expect(isInForce(rules, told)).toBe(true);
  });

  test('misses one that is gone, weaker, or about something else', () => {
    const [first] = told;
    if (first === undefined) throw new Error('there is one');
    expect(isInForce(rules, [])).toBe(false);
    expect(isInForce(rules, [{ ...first, priority: 9 }])).toBe(false);
    expect(isInForce(rules, [{ ...first, action: { type: 'allow' } }])).toBe(false);
    const condition = { ...first.condition, requestDomains: ['a.test'] };
    expect(isInForce(rules, [{ ...first, condition }])).toBe(false);
  });
});
