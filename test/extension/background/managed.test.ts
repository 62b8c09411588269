import { beforeEach, describe, expect, test } from 'vitest';
import type { Published } from '../../support/publisher.ts';
import { makeWorld, publishing, rulesetOf, SEED_VERSION, type World } from './world.ts';

const CHAT = {
  url: 'http://localhost/chat',
  tabId: 1,
  frameId: 0,
  host: 'localhost',
  tabIndex: 2,
  isPrivate: false,
};
const DRAFT = {
  address: 'https://shop.example/',
  kind: 'fraud',
  context: 'group',
  comment: '',
} as const;
const SITE = {
  id: 'works-chat',
  name: { en: 'Works chat', zh: '工作聊天' },
  hosts: ['localhost'],
  fingerprint: '#works',
  list: '.talk',
  lastVerified: '2026-11-20',
};

let world: World;

beforeEach(async () => {
  world = await makeWorld();
});

/** A worker that was told these settings; what it imports is of the same worker. */
async function startManaged(settings: Record<string, unknown>) {
  world.managed.set = { format: 1, ...settings };
  const worker = await world.startWorker();
  const managed = await import('../../../src/extension/background/managed.ts');
  await managed.keepManaged();
  return { ...worker, ...managed };
}

async function actionOf(href: string, worker: Awaited<ReturnType<typeof startManaged>>) {
  const link = { site: 'demo', href, text: '', context: 'group' as const };
  const { decision } = await worker.judgeLink(link, 1);
  return decision.action;
}

const idsAt = async (host: string) => {
  const { setUpPage } = await import('../../../src/extension/background/sites/page-setup.ts');
  return (await setUpPage({ host })).sites.map(({ id }) => id);
};

describe('keepManaged', () => {
  test('puts settings into force, and tells pages only when they changed', async () => {
    world.tabs.open = [{ id: 7 }];
    const worker = await startManaged({ block: ['shop.example'] });
    expect(await actionOf('https://www.shop.example/', worker)).toBe('block');
    const names = world.tabs.sent.map(({ message }) => (message as { name: string }).name);
    expect(names).toEqual(['decisions.changed', 'sites.changed']);
    await worker.keepManaged();
    expect(world.tabs.sent).toHaveLength(2);
  });

  test('obeys from the first judgement of the next start, before the browser answers', async () => {
    await startManaged({ block: ['shop.example'] });
    world.managed.set = {};
    const next = await world.startWorker();
    const link = {
      site: 'demo',
      href: 'https://shop.example/',
      text: '',
      context: 'group',
    } as const;
    expect((await next.judgeLink(link, 1)).decision.action).toBe('block');
  });

  test('asks again after a minute where less is told than held', async () => {
    await startManaged({ block: ['shop.example'] });
    world.managed.set = {};
    await world.startWorker();
    const { keepManaged } = await import('../../../src/extension/background/managed.ts');
    await keepManaged();
    expect(world.alarms.get('managed')).toEqual({ delayInMinutes: 1 });
  });
});

describe('isTakenBack', () => {
  test('knows that something is gone, and guesses nothing else', async () => {
    const { isTakenBack } = await startManaged({});
    expect(isTakenBack({ format: { oldValue: 1 }, block: { oldValue: [] } })).toBe(true);
    expect(isTakenBack({ block: { oldValue: ['x'] }, allow: { newValue: [] } })).toBe(true);
    expect(isTakenBack({ format: { newValue: 1 } })).toBe(false);
    expect(isTakenBack({ block: { oldValue: ['x'], newValue: [] } })).toBe(false);
  });
});

describe('viewManaged', () => {
  test('tells what is set and what was left out', async () => {
    const { viewManaged } = await startManaged({ block: ['a.example', 'b c'], nonsense: 1 });
    expect(await viewManaged()).toMatchObject({
      keys: ['format', 'block'],
      faults: [{ place: 'block.1' }, { place: 'nonsense', rule: 'not-known' }],
      isComplete: true,
      isConfirmed: true,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('has no digest where nothing is set', async () => {
    await world.startWorker();
    const { viewManaged } = await import('../../../src/extension/background/managed.ts');
    expect((await viewManaged()).digest).toBeUndefined();
  });
});

describe('viewEffective', () => {
  test('tells each value and whose it is', async () => {
    const worker = await startManaged({ contexts: { group: 'block' }, hints: false });
    await worker.setChoice('direct', 'ask');
    const values = await worker.viewEffective();
    expect(values).toContainEqual({ key: 'contexts.group', value: 'block', source: 'managed' });
    expect(values).toContainEqual({ key: 'contexts.direct', value: 'ask', source: 'personal' });
    expect(values).toContainEqual({ key: 'hints', value: false, source: 'managed' });
  });
});

describe('what an administrator sets', () => {
  test('link rules and protected names are used on links', async () => {
    const cleaners = [{ hosts: [], names: ['ref'] }];
    const worker = await startManaged({
      linkRules: { cleaners },
      protectedBrands: ['examplebank.example'],
    });
    const judge = async (href: string) =>
      (await worker.judgeLink({ site: 'demo', href, text: '', context: 'group' }, 1)).link;
    expect((await judge('https://shop.example/?ref=7')).destination).toBe('https://shop.example/');
    const { signs } = await judge('https://exampIebank.example.co/');
    expect(signs.map(({ kind }) => kind)).toContain('look-alike');
  });

  test('nobody goes on from a gate where nobody is to, and links that open still do', async () => {
    const worker = await startManaged({ proceed: false, contexts: { group: 'ask' } });
    const sighted = { href: 'https://shop.example/', text: '', context: 'group' as const };
    const disposition = 'current-tab' as const;
    await worker.openActivated({ site: 'demo', link: sighted, disposition }, CHAT);
    const gate = { ...CHAT, url: world.tabs.updated.at(-1)?.url ?? '' };
    expect(await worker.viewGate(gate)).toMatchObject({ mayProceed: false, rememberScopes: [] });
    await expect(worker.proceed({ remember: undefined }, gate)).rejects.toMatchObject({
      code: 'may-not-proceed',
    });
  });

  test('exceptions neither count nor show nor can be made, and are still there afterwards', async () => {
    const before = await startManaged({ contexts: { group: 'ask' } });
    await before.addException({
      scope: 'site',
      value: 'shop.example',
      lasts: 'always',
      madeIn: 'group',
      site: 'demo',
    });
    expect(await actionOf('https://shop.example/', before)).toBe('open');
    const without = await startManaged({ contexts: { group: 'ask' }, exceptions: false });
    expect(await actionOf('https://shop.example/', without)).toBe('ask');
    expect(await without.listExceptions()).toEqual([]);
    const after = await startManaged({ contexts: { group: 'ask' } });
    expect(await after.listExceptions()).toHaveLength(1);
  });

  test('no complaint is taken where there are to be none', async () => {
    const { fileComplaint } = await startManaged({ complaints: false });
    await expect(fileComplaint(DRAFT, CHAT)).rejects.toMatchObject({ code: 'complaints-off' });
  });

  test('sites are added, stand before the person’s, and are switched off', async () => {
    await startManaged({ customSites: [SITE, { id: 'broken' }] });
    expect((await idsAt('localhost'))[0]).toBe('works-chat');
    await startManaged({ customSites: [SITE], sitesOff: ['works-chat', 'demo'] });
    expect(await idsAt('localhost')).not.toContain('works-chat');
    expect(await idsAt('localhost')).not.toContain('demo');
  });

  test('the person’s own sites are hidden, and come back', async () => {
    const own = { ...SITE, id: 'my-chat' };
    await startManaged({});
    const { saveSite } = await import('../../../src/extension/background/sites/custom-sites.ts');
    await saveSite(own);
    expect(await idsAt('localhost')).toContain('my-chat');
    await startManaged({ ownSites: false });
    expect(await idsAt('localhost')).not.toContain('my-chat');
    await startManaged({});
    expect(await idsAt('localhost')).toContain('my-chat');
  });

  test.each([
    [{ hints: false }, true, false],
    [{ hints: true }, false, true],
    [{ recommended: { hints: false } }, undefined, false],
    [{ recommended: { hints: false } }, true, true],
    [{}, undefined, true],
  ])('with %j, a person who chose %s gets hints: %s', async (set, chosen, expected) => {
    await startManaged(set);
    const { setHints, viewHints } = await import(
      '../../../src/extension/background/sites/page-setup.ts'
    );
    if (chosen !== undefined) await setHints(chosen);
    expect(await viewHints()).toEqual({ isOn: expected, isLocked: 'hints' in set });
  });

  test('the popup is told what is locked, and by whom', async () => {
    const { setChoice, viewPopup } = await startManaged({
      contexts: { group: 'block' },
      hints: false,
      organisation: { name: 'Works' },
    });
    await setChoice('group', 'open');
    expect(await viewPopup({}, { tabId: undefined, isPrivate: false })).toMatchObject({
      choices: { group: { own: 'open', locked: 'block' }, direct: { locked: undefined } },
      hints: { isOn: false, isLocked: true },
      organisation: 'Works',
    });
  });

  test('a recommended choice holds until the person chooses, a locked one ever', async () => {
    const recommended = await startManaged({ recommended: { contexts: { group: 'block' } } });
    expect(await actionOf('https://shop.example/', recommended)).toBe('block');
    await recommended.setChoice('group', 'ask');
    expect(await actionOf('https://shop.example/', recommended)).toBe('ask');
    const locked = await startManaged({ contexts: { group: 'block' } });
    expect(await actionOf('https://shop.example/', locked)).toBe('block');
  });
});

describe('only reporting', () => {
  const LISTED = 'https://listed.example/';

  async function startReporting() {
    const listed = [{ line: 'listed.example', violation: 'phishing' as const }];
    world.pack(await rulesetOf(listed, { key: world.key, version: SEED_VERSION }));
    const worker = await startManaged({ reportOnly: true, block: ['blocked.example'] });
    const { keepNet } = await import('../../../src/extension/background/net/keep-net.ts');
    await keepNet({ isThorough: true });
    return worker;
  }

  test.each([LISTED, 'https://blocked.example/'])('opens %s', async (href) => {
    expect(await actionOf(href, await startReporting())).toBe('open');
  });

  test('gives the browser no rule', async () => {
    const worker = await startReporting();
    const link = { site: 'demo', href: LISTED, text: '', context: 'group' as const };
    await worker.judgeLink(link, 1);
    expect([...world.net.dynamic.rules, ...world.net.session.rules]).toEqual([]);
  });

  test('is never shown as protecting', async () => {
    const worker = await startReporting();
    expect(await worker.protectionNow()).toMatchObject({
      ...{ state: 'not-protecting', problems: expect.arrayContaining(['report-only']) },
    });
  });
});

test('a ruleset above the one that an administrator holds is not taken, and that is told', async () => {
  const of = (version: number, former?: Published) =>
    rulesetOf([], { key: world.key, version, former });
  world.pack(await of(SEED_VERSION));
  const held = await of(SEED_VERSION + 2);
  const newer = await of(SEED_VERSION + 3, held);
  const worker = await startManaged({ rulesetVersion: SEED_VERSION + 2 });
  const look = async (published: Published) => {
    world.service.respond = publishing(published);
    await worker.updateRuleset();
    const { problems, ruleset } = await worker.protectionNow();
    return { version: ruleset?.version, problems };
  };
  expect(await look(held)).toEqual({ version: SEED_VERSION + 2, problems: [] });
  expect(await look(newer)).toEqual({ version: SEED_VERSION + 2, problems: ['update-pinned'] });
  world.managed.set = { format: 1 };
  await worker.keepManaged();
  expect(await look(newer)).toEqual({ version: SEED_VERSION + 3, problems: [] });
});
