import { beforeEach, describe, expect, test, vi } from 'vitest';
import { OWN_ORIGIN } from '../fake-browser.ts';
import { lookupOf, makeWorld, rulesetOf, SEED_VERSION, type World } from '../world.ts';

const PHISHING = 'https://phishing.example/login';
const BLOCKED = 'net::ERR_BLOCKED_BY_CLIENT';
const CHAT = {
  url: 'http://localhost/c',
  tabId: 1,
  frameId: 0,
  tabIndex: 0,
  isPrivate: false,
  host: 'localhost',
};
const FOLDER = '../../../../src/extension/background';

let world: World;

beforeEach(async () => {
  world = await makeWorld();
  const listed = [
    { line: 'phishing.example', violation: 'phishing' as const },
    { line: 'marketing.example', violation: 'marketing' as const },
  ];
  world.pack(await rulesetOf(listed, { key: world.key, version: SEED_VERSION }));
  world.service.respond = lookupOf();
});

const sight = (href: string) => ({ href, text: '', context: 'group' as const });

/** The worker with the parts of it that the other tests do not need. */
async function start() {
  const worker = await world.startWorker();
  const [keep, blocked, watch, state, tabs, free, toolbar]: [
    typeof import('../../../../src/extension/background/net/keep-net.ts'),
    typeof import('../../../../src/extension/background/net/blocked-navigation.ts'),
    typeof import('../../../../src/extension/background/net/tab-watch.ts'),
    typeof import('../../../../src/extension/background/sites/page-state.ts'),
    typeof import('../../../../src/extension/background/net/watched-tabs.ts'),
    typeof import('../../../../src/extension/background/gate/free-gate.ts'),
    typeof import('../../../../src/extension/background/toolbar.ts'),
  ] = await Promise.all([
    import(`${FOLDER}/net/keep-net.ts`),
    import(`${FOLDER}/net/blocked-navigation.ts`),
    import(`${FOLDER}/net/tab-watch.ts`),
    import(`${FOLDER}/sites/page-state.ts`),
    import(`${FOLDER}/net/watched-tabs.ts`),
    import(`${FOLDER}/gate/free-gate.ts`),
    import(`${FOLDER}/toolbar.ts`),
  ]);
  return { ...worker, ...keep, ...blocked, ...watch, ...state, ...tabs, ...free, ...toolbar };
}

const heldHosts = () =>
  world.net.session.rules
    .filter(({ action }) => action.type === 'block')
    .flatMap(({ condition }) => condition.requestDomains);

async function see(...hrefs: string[]) {
  const worker = await start();
  const texts = hrefs.map(() => null);
  await worker.orderLinks({ site: 'demo', context: 'group', hrefs, texts }, CHAT);
  return worker;
}

const gatesOfTab = (tab: number) =>
  world.tabs.updated.filter(({ tabId, url }) => tabId === tab && url.startsWith(OWN_ORIGIN));

describe('what was seen', () => {
  test('is held once its links have their orders', async () => {
    await see(PHISHING, 'https://plain.example/');
    await vi.waitFor(() => expect(heldHosts()).toEqual(['phishing.example']));
  });

  test('is nothing where a link is only asked about', async () => {
    await see('https://marketing.example/', PHISHING);
    await vi.waitFor(() => expect(heldHosts()).toEqual(['phishing.example']));
  });

  test('is written once, however often it is seen', async () => {
    const worker = await see(PHISHING);
    await vi.waitFor(() => expect(heldHosts()).toHaveLength(1));
    const { updates } = world.net.session;
    await worker.seeStopped(await worker.judgeLinks([{ site: 'demo', ...sight(PHISHING) }], 1));
    expect(world.net.session.updates).toBe(updates);
  });

  test('is let go when it is not listed any more, and kept while nobody knows', async () => {
    await see(PHISHING);
    await vi.waitFor(() => expect(heldHosts()).toHaveLength(1));
    world.packaged.clear();
    world.service.respond = () => new Response('', { status: 503 });
    await (await start()).reviewNet();
    expect(heldHosts()).toEqual(['phishing.example']);
    world.pack(await rulesetOf([], { key: world.key, version: SEED_VERSION }));
    await (await start()).reviewNet();
    expect(heldHosts()).toEqual([]);
  });
});

describe('withSeen', () => {
  test('keeps the newest, no more than a session has room for, however long their addresses', async () => {
    const { withSeen } = await import(`${FOLDER}/net/seen-stops.ts`);
    const stop = (at: number) => ({
      match: { expression: `h${at}.example` },
      link: { href: `https://h${at}.example/${'a'.repeat(16_000)}`, text: '' },
    });
    const stops = Array.from({ length: 300 }, (_, at) => stop(at));
    const kept = withSeen(stops.slice(0, 299), stops.slice(299));
    expect(kept.at(-1)).toEqual(stop(299));
    expect(JSON.stringify(kept).length).toBeLessThan(310_000);
  });
});

describe('keepNet', () => {
  test('brings back what the browser lost', async () => {
    const worker = await see(PHISHING);
    await vi.waitFor(() => expect(heldHosts()).toHaveLength(1));
    const { dynamic, session } = world.net;
    await worker.keepNet({ isThorough: true });
    const before = [dynamic.rules, session.rules];
    dynamic.rules = [];
    session.rules = [];
    await worker.keepNet({ isThorough: true });
    expect([dynamic.rules, session.rules]).toEqual(before);
  });

  test('says so where the browser takes no rules, and that it is over when it does', async () => {
    const worker = await see(PHISHING);
    await vi.waitFor(() => expect(heldHosts()).toHaveLength(1));
    world.net.session.rules = [];
    world.net.session.isBroken = true;
    await worker.keepNet({ isThorough: true });
    expect(await worker.protectionNow()).toMatchObject({
      state: 'degraded',
      problems: ['net-failed'],
    });
    expect(world.toolbar).toMatchObject({ text: '!' });
    expect(world.toolbar.title).toContain('problem_net_failed todo_net_failed');
    world.net.session.isBroken = false;
    await worker.keepNet({ isThorough: true });
    expect((await worker.protectionNow()).problems).toEqual([]);
    expect(heldHosts()).toEqual(['phishing.example']);
  });
});

describe('gateAfterBlock', () => {
  const failed = (url: string, more = {}) => ({
    tabId: 5,
    frameId: 0,
    url,
    error: BLOCKED,
    ...more,
  });

  test('shows the gate for what our rule holds, in whichever tab', async () => {
    const worker = await see(PHISHING);
    await vi.waitFor(() => expect(heldHosts()).toHaveLength(1));
    await worker.gateAfterBlock(failed(PHISHING));
    expect(gatesOfTab(5)).toHaveLength(1);
  });

  test('leaves alone what another extension blocked, what a frame did, and what merely failed', async () => {
    const worker = await see(PHISHING);
    await vi.waitFor(() => expect(heldHosts()).toHaveLength(1));
    await worker.gateAfterBlock(failed('https://blocked-by-others.example/'));
    await worker.gateAfterBlock(failed(PHISHING, { frameId: 3 }));
    await worker.gateAfterBlock(failed(PHISHING, { error: 'net::ERR_CONNECTION_REFUSED' }));
    expect(gatesOfTab(5)).toEqual([]);
  });

  test('goes back once more where somebody comes back from that gate', async () => {
    const worker = await see(PHISHING);
    await vi.waitFor(() => expect(heldHosts()).toHaveLength(1));
    for (let time = 0; time < 2; time += 1) {
      await worker.navigationBegins({ tabId: 5, frameId: 0, url: PHISHING });
      await worker.gateAfterBlock(failed(PHISHING));
      const [{ url: gate } = { url: '' }] = gatesOfTab(5);
      await worker.pageCommitted({ tabId: 5, frameId: 0, url: gate });
    }
    expect(gatesOfTab(5)).toHaveLength(1);
    expect(world.tabs.back).toEqual([5]);
    await worker.pageCommitted({ tabId: 5, frameId: 0, url: CHAT.url });
    await worker.navigationBegins({ tabId: 5, frameId: 0, url: PHISHING });
    await worker.gateAfterBlock(failed(PHISHING));
    expect(gatesOfTab(5)).toHaveLength(2);
  });
});

describe('the tab watch', () => {
  const commit = { frameId: 0, url: PHISHING };

  test('looks at tabs that were opened from a guarded page, and at no others', async () => {
    const worker = await start();
    await worker.pageCommitted({ tabId: 1, frameId: 0, url: CHAT.url });
    await worker.tabOpened({ tabId: 6, sourceTabId: 1, url: 'about:blank' });
    await worker.navigationBegins({ tabId: 6, ...commit });
    await worker.navigationBegins({ tabId: 7, ...commit });
    expect(gatesOfTab(6)).toHaveLength(1);
    expect(gatesOfTab(7)).toEqual([]);
  });

  test('believes the tab where the browser names a new tab as its own opener', async () => {
    const worker = await start();
    await worker.pageCommitted({ tabId: 1, frameId: 0, url: CHAT.url });
    await worker.tabOpened({ tabId: 6, sourceTabId: 6, url: 'about:blank' });
    worker.tabCreated({ id: 6, openerTabId: 1 });
    await worker.navigationBegins({ tabId: 6, ...commit });
    expect(gatesOfTab(6)).toHaveLength(1);
  });

  test('remembers its tabs when the worker was killed', async () => {
    await (await start()).pageCommitted({ tabId: 1, frameId: 0, url: CHAT.url });
    await (await start()).navigationBegins({ tabId: 1, ...commit });
    expect(gatesOfTab(1)).toHaveLength(1);
  });

  test('ends where a person goes somewhere of their own accord', async () => {
    const worker = await start();
    await worker.pageCommitted({ tabId: 1, frameId: 0, url: CHAT.url });
    const elsewhere = { url: 'https://plain.example/', transitionType: 'typed' };
    await worker.pageCommitted({ tabId: 1, frameId: 0, ...elsewhere });
    await worker.navigationBegins({ tabId: 1, ...commit });
    expect(gatesOfTab(1)).toEqual([]);
  });

  test('asks the service nothing', async () => {
    const worker = await start();
    await worker.pageCommitted({ tabId: 1, frameId: 0, url: CHAT.url });
    const before = world.sent.length;
    await worker.navigationBegins({ tabId: 1, frameId: 0, url: 'https://plain.example/' });
    await worker.navigationBegins({ tabId: 1, ...commit });
    expect(world.sent.length).toBe(before);
  });

  test('tells of a page that was opening, and takes it back where the net stopped it', async () => {
    const worker = await start();
    await worker.pageCommitted({ tabId: 1, frameId: 0, url: CHAT.url });
    await worker.navigationBegins({ tabId: 1, ...commit });
    const [{ url } = { url: '' }] = gatesOfTab(1);
    expect((await worker.viewGate({ ...CHAT, url }))?.wasOpening).toBe(true);
    await worker.gateAfterBlock({ tabId: 1, ...commit, error: BLOCKED });
    expect((await worker.viewGate({ ...CHAT, url }))?.wasOpening).toBe(false);
    // The same one, for the browser's own page may have come before it.
    expect(gatesOfTab(1).map((gate) => gate.url)).toEqual([url, url]);
    await worker.pageCommitted({ tabId: 1, frameId: 0, url });
    expect(gatesOfTab(1)).toHaveLength(2);
  });
});

describe('the tab watch', () => {
  const step = { tabId: 6, frameId: 0, url: PHISHING };

  test('sends the gate again where one navigation is told of twice, and closes no tab', async () => {
    const worker = await start();
    await worker.pageCommitted({ tabId: 1, frameId: 0, url: CHAT.url });
    await worker.tabOpened({ ...step, sourceTabId: 1 });
    await worker.navigationBegins(step);
    expect(gatesOfTab(6)).toHaveLength(2);
    expect([world.tabs.back, world.tabs.removed]).toEqual([[], []]);
  });

  test('looks at what a script goes back to, however it was come to first', async () => {
    const worker = await start();
    await worker.pageCommitted({ tabId: 6, frameId: 0, url: CHAT.url });
    const back = { transitionType: 'typed', transitionQualifiers: ['forward_back'] };
    await worker.pageCommitted({ ...step, ...back });
    expect(gatesOfTab(6)).toHaveLength(1);
  });
});

describe('noteGuardedTab', () => {
  const contextOf = async () => (await (await start()).watchedTab(1))?.context;

  test('is unknown from when a page has links in several contexts, until the next page', async () => {
    const worker = await start();
    await worker.pageCommitted({ tabId: 1, frameId: 0, url: CHAT.url });
    await worker.noteGuardedTab(1, 'demo', 'direct');
    await worker.noteGuardedTab(1, 'demo', 'direct');
    expect(await contextOf()).toBe('direct');
    await worker.noteGuardedTab(1, 'demo', 'group');
    await worker.noteGuardedTab(1, 'demo', 'direct');
    expect(await contextOf()).toBe('unknown');
    await worker.pageCommitted({ tabId: 1, frameId: 0, url: CHAT.url });
    await worker.noteGuardedTab(1, 'demo', 'group');
    expect(await contextOf()).toBe('group');
  });
});

describe('freeGate', () => {
  const NOT_LET_IN = { frameId: 0, error: 'net::ERR_BLOCKED_BY_RESPONSE' };

  test('opens a gate that is not let into its tab in another, once, and that one is its own', async () => {
    const worker = await start();
    await worker.pageCommitted({ tabId: 1, frameId: 0, url: CHAT.url });
    await worker.tabOpened({ tabId: 6, sourceTabId: 1, url: PHISHING });
    const [{ url } = { url: '' }] = gatesOfTab(6);
    world.tabs.open = [{ id: 6, active: true, index: 2, windowId: 3 }];
    await worker.freeGate({ tabId: 6, url, ...NOT_LET_IN });
    expect(world.tabs.created).toEqual([{ url, active: true, index: 2, windowId: 3 }]);
    expect(world.tabs.removed).toEqual([6]);
    await worker.freeGate({ tabId: 8, url, ...NOT_LET_IN });
    expect(world.tabs.created).toHaveLength(1);
    expect(await worker.viewGate({ ...CHAT, tabId: 8, url })).toMatchObject({ wasOpening: true });
    expect(await worker.viewGate({ ...CHAT, tabId: 6, url })).toBeUndefined();
  });

  test('leaves a gate alone that another page has taken the place of', async () => {
    const worker = await start();
    await worker.pageCommitted({ tabId: 1, frameId: 0, url: CHAT.url });
    await worker.navigationBegins({ tabId: 1, frameId: 0, url: PHISHING });
    const [{ url } = { url: '' }] = gatesOfTab(1);
    await worker.freeGate({ tabId: 1, frameId: 0, url, error: 'net::ERR_ABORTED' });
    expect(world.tabs.created).toEqual([]);
  });
});

describe('freeSilentGate', () => {
  async function gateInTab() {
    const worker = await start();
    await worker.pageCommitted({ tabId: 1, frameId: 0, url: CHAT.url });
    await worker.tabOpened({ tabId: 6, sourceTabId: 1, url: PHISHING });
    const [{ url } = { url: '' }] = gatesOfTab(6);
    world.tabs.open = [{ id: 6, active: true, index: 2, windowId: 3 }];
    return { worker, url };
  }

  test('opens a gate that never asks what it stands for in another tab', async () => {
    const { worker, url } = await gateInTab();
    await worker.freeSilentGate({ tabId: 6, frameId: 0, url });
    expect(world.tabs.created).toEqual([{ url, active: true, index: 2, windowId: 3 }]);
    expect(world.tabs.removed).toEqual([6]);
  });

  test('leaves one alone that asks, however late', async () => {
    const { worker, url } = await gateInTab();
    const freeing = worker.freeSilentGate({ tabId: 6, frameId: 0, url });
    await worker.viewGate({ ...CHAT, tabId: 6, url });
    await freeing;
    expect(world.tabs.created).toEqual([]);
  });
});

describe('notePageState', () => {
  test('has the toolbar of that tab say so, until the tab shows another page', async () => {
    const worker = await start();
    await worker.notePageState({ isDegraded: true, hasChat: true }, CHAT);
    expect(world.toolbar.ofTabs.get(1)).toContain('problem_page_degraded todo_page_degraded');
    expect(world.toolbar.title).not.toContain('page_degraded');
    await worker.pageCommitted({ tabId: 1, frameId: 0, url: 'https://plain.example/' });
    await worker.notePageState({ isDegraded: false, hasChat: true }, CHAT);
    expect(world.toolbar.ofTabs.get(1)).toBe('state_protecting');
  });

  test('tells of each frame for itself, until it has another page or its page takes it away', async () => {
    const worker = await start();
    world.tabs.frames = [{ frameId: 0 }, { frameId: 5 }, { frameId: 6 }];
    await worker.notePageState({ isDegraded: true, hasChat: true }, { ...CHAT, frameId: 5 });
    await worker.notePageState({ isDegraded: true, hasChat: true }, { ...CHAT, frameId: 6 });
    await worker.notePageState({ isDegraded: false, hasChat: true }, CHAT);
    expect(world.toolbar.ofTabs.get(1)).toContain('problem_page_degraded');
    await worker.pageCommitted({ tabId: 1, frameId: 5, url: 'http://localhost/other' });
    expect(world.toolbar.ofTabs.get(1)).toContain('problem_page_degraded');
    world.tabs.frames = [{ frameId: 0 }, { frameId: 5 }];
    await worker.refreshTab(1);
    expect(world.toolbar.ofTabs.get(1)).toBe('state_protecting');
  });

  test('says that nothing is read until the page, or a frame of it, tells that something is', async () => {
    const worker = await start();
    const said = () => world.toolbar.ofTabs.get(1);
    await worker.pageCommitted({ tabId: 1, frameId: 0, url: CHAT.url });
    await worker.notePageState({ isDegraded: false, hasChat: false }, CHAT);
    expect(said()).toBe('state_no_chat');
    await worker.notePageState({ isDegraded: false, hasChat: true }, { ...CHAT, frameId: 3 });
    expect(said()).toBe('state_protecting');
    await worker.notePageState({ isDegraded: false, hasChat: false }, { ...CHAT, frameId: 4 });
    expect(said()).toBe('state_protecting');
    await worker.notePageState({ isDegraded: false, hasChat: false }, CHAT);
    expect(said()).toBe('state_no_chat');
  });

  test('does not let a page that is gone speak for the next, however late it is noted', async () => {
    const worker = await start();
    await worker.notePageState({ isDegraded: false, hasChat: true }, CHAT);
    const comes = worker.pageCommitted({ tabId: 1, frameId: 0, url: CHAT.url });
    const tells = worker.notePageState({ isDegraded: false, hasChat: true }, CHAT);
    await Promise.all([comes, tells]);
    expect(world.toolbar.ofTabs.get(1)).toBe('state_protecting');
    await worker.pageCommitted({ tabId: 1, frameId: 0, url: CHAT.url });
    await worker.refreshTab(1);
    expect(world.toolbar.ofTabs.get(1)).toBe('state_no_chat');
  });
});
