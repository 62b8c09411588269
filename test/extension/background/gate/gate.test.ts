import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fullHashOf, toHex } from '../../../../src/policy/index.ts';
import { OWN_ORIGIN } from '../fake-browser.ts';
import {
  json,
  lookupOf,
  makeWorld,
  NOW,
  rulesetOf,
  SEED_VERSION,
  SERVICE,
  type World,
} from '../world.ts';

let world: World;

const PHISHING = 'https://phishing.example/login';
const FRAUD = 'https://fraud.example/';
const MARKETING = 'https://marketing.example/a/b?x=1';
const SHORTENED = 'https://bit.ly/abc';
const PLAIN = 'https://plain.example/?utm_source=chat';

const CHAT = {
  url: 'http://localhost/chat',
  tabId: 1,
  frameId: 0,
  host: 'localhost',
  tabIndex: 2,
  isPrivate: false,
};

/** The head of a list that says of when it is. */
const DATED = '# Last updated: 2026-11-05';

const POPUP = {
  ...CHAT,
  tabId: undefined,
  url: `${OWN_ORIGIN}/src/extension/pages/popup/index.html`,
};

beforeEach(async () => {
  world = await makeWorld();
  const listed = [
    { line: `${DATED}\nphishing.example`, violation: 'phishing' as const },
    { line: `${DATED}\nfraud.example`, violation: 'fraud' as const },
    { line: `${DATED}\nmarketing.example`, violation: 'marketing' as const },
  ];
  world.pack(await rulesetOf(listed, { key: world.key, version: SEED_VERSION }));
  world.service.respond = lookupOf();
});

/** Of links in a group chat, each of which says its address. */
const asking = (...hrefs: string[]) => ({
  site: 'demo',
  context: 'group' as const,
  hrefs,
  texts: hrefs.map(() => null),
});

const sight = (href: string) => ({ href, text: '', context: 'group' as const });

/** Activates a link in the tab of the chat, and gives the gate that is shown there then. */
async function gateOf(href: string, conversation?: string) {
  const worker = await world.startWorker();
  const pressed = { site: 'demo', conversation, link: sight(href) };
  await worker.openActivated({ ...pressed, disposition: 'current-tab' }, CHAT);
  const url = world.tabs.updated.at(-1)?.url ?? '';
  return { worker: await world.startWorker(), gate: { ...CHAT, url } };
}

describe('orderLinks', () => {
  test('sends ahead what is listed here, however long the service takes for the others', async () => {
    const service = Promise.withResolvers<Response>();
    const answered = vi.fn<() => void>();
    world.service.respond = () => service.promise;
    const ahead: unknown[] = [];
    const worker = await world.startWorker();
    const sendAhead = (orders: unknown) => ahead.push(orders);
    const links = asking('https://later.example/', PHISHING);
    const asked = worker.orderLinks(links, { ...CHAT, sendAhead });
    void asked.then(answered);
    await vi.waitFor(() => expect(ahead).toHaveLength(1));
    const stopped = expect.objectContaining({ action: 'block' });
    expect(ahead[0]).toEqual([[1, stopped]]);
    expect(answered).not.toHaveBeenCalled();
    service.resolve(new Response('', { status: 503 }));
    // The same sentinel: it stands in the page by now.
    expect((await asked).orders).toContainEqual((ahead[0] as unknown[])[0]);
  });

  test('gives the cleaned destination of what may open, and a sentinel for what may not', async () => {
    const worker = await world.startWorker();
    const hrefs = [PLAIN, PHISHING, PHISHING, MARKETING];
    const { orders } = await worker.orderLinks(asking(...hrefs), CHAT);
    expect(orders.map(([index, { action }]) => [index, action])).toEqual([
      [0, 'open'],
      [1, 'block'],
      [2, 'block'],
      [3, 'ask'],
    ]);
    const [first, second, third] = orders.map(([, order]) => order);
    expect(first?.href).toBe('https://plain.example/');
    expect(second?.href).toMatch(/^https:\/\/stopped\.link-guard\.invalid\/[A-Za-z0-9_-]{22}\.0$/);
    expect(third?.href).toBe(second?.href);
    expect(second?.reason).toEqual({ key: 'reason_harmful_phishing', substitutions: [] });
  });

  test('does not name what opens as it stands, for the reason that all of it has', async () => {
    const worker = await world.startWorker();
    const hrefs = [
      'https://one.example/',
      PHISHING,
      'https://two.example',
      'https://THREE.example/a',
    ];
    const { reason, orders } = await worker.orderLinks(asking(...hrefs), CHAT);
    expect(reason).toMatchObject({ key: 'reason_default_open' });
    expect(orders.map(([index]) => index)).toEqual([1]);
  });

  test('leaves no link on the disk', async () => {
    const worker = await world.startWorker();
    await worker.orderLinks(asking(PHISHING), CHAT);
    expect([...world.browser.storage.local.values].join()).not.toContain('phishing');
    expect(world.disk.written).toEqual([]);
  });
});

describe('openActivated', () => {
  test('opens what may open, cleaned', async () => {
    const worker = await world.startWorker();
    const link = sight(PLAIN);
    const told = await worker.openActivated({ site: 'demo', link, disposition: 'new-tab' }, CHAT);
    expect(told).toEqual({ action: 'open' });
    expect(world.tabs.created).toEqual([
      { url: 'https://plain.example/', active: true, openerTabId: 1, index: 3 },
    ]);
  });

  test.each([
    ['new-tab', true],
    ['background-tab', false],
  ] as const)('shows the gate in a %s', async (disposition, active) => {
    const worker = await world.startWorker();
    await worker.openActivated({ site: 'demo', link: sight(PHISHING), disposition }, CHAT);
    expect(world.tabs.created).toMatchObject([{ active, openerTabId: 1 }]);
    expect(String(world.tabs.created[0]?.url)).toMatch(/gate\/index\.html\?[A-Za-z0-9_-]{22}$/);
  });

  test.each([true, false])(
    'opens a window that is as private as the page: %s',
    async (isPrivate) => {
      const worker = await world.startWorker();
      const input = { site: 'demo', link: sight(PLAIN), disposition: 'new-window' } as const;
      await worker.openActivated(input, { ...CHAT, isPrivate });
      expect(world.tabs.created).toEqual([{ url: 'https://plain.example/', incognito: isPrivate }]);
    },
  );

  test('does not replace the page around a frame', async () => {
    const worker = await world.startWorker();
    const input = { site: 'demo', link: sight(PHISHING), disposition: 'current-tab' } as const;
    await worker.openActivated(input, { ...CHAT, frameId: 7 });
    expect(world.tabs.updated).toEqual([]);
    expect(world.tabs.created).toHaveLength(1);
  });

  test('finds the link behind a sentinel', async () => {
    const worker = await world.startWorker();
    const order = (await worker.orderLinks(asking(FRAUD), CHAT)).orders[0]?.[1];
    const { gate } = await gateOf(order?.href ?? '');
    const view = await (await world.startWorker()).viewGate(gate);
    expect(view?.link.address).toBe(FRAUD);
  });

  test('does not serve a page that activates links faster than anybody', async () => {
    const worker = await world.startWorker();
    const input = { site: 'demo', link: sight(PHISHING), disposition: 'new-tab' } as const;
    const all = Array.from({ length: 50 }, () => worker.openActivated(input, CHAT));
    const results = await Promise.allSettled(all);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(20);
    expect(world.tabs.created).toHaveLength(30);
  });
});

describe('showGateOfSentinel', () => {
  async function follow(url: string, frameId = 0) {
    const worker = await world.startWorker();
    await worker.showGateOfSentinel({ tabId: 5, frameId, url });
    return world.tabs.updated.at(-1);
  }

  test('turns a followed sentinel into its gate, also after the worker was killed', async () => {
    const worker = await world.startWorker();
    const order = (await worker.orderLinks(asking(FRAUD), CHAT)).orders[0]?.[1];
    const shown = await follow(order?.href ?? '');
    const gate = { ...CHAT, tabId: 5, url: shown?.url ?? '' };
    const view = await (await world.startWorker()).viewGate(gate);
    expect(view?.link).toMatchObject({ address: FRAUD, action: 'warn', context: 'group' });
  });

  test.each([
    'https://stopped.link-guard.invalid/',
    `https://stopped.link-guard.invalid/${'a'.repeat(22)}.0`,
    'https://stopped.link-guard.invalid/?https://evil.example/',
  ])('shows a gate without a link for %s', async (url) => {
    const shown = await follow(url);
    const gate = { ...CHAT, tabId: 5, url: shown?.url ?? '' };
    expect(await (await world.startWorker()).viewGate(gate)).toBeUndefined();
  });

  test('leaves frames alone', async () => {
    expect(await follow('https://stopped.link-guard.invalid/x', 3)).toBeUndefined();
  });
});

/** The same, and the person has read it. */
async function readGateOf(href: string, conversation?: string) {
  const { worker, gate } = await gateOf(href, conversation);
  await worker.viewGate(gate);
  return { worker: await world.startWorker(), gate };
}

describe('viewGate', () => {
  test('shows the link of the asking page, though its address holds nothing of it', async () => {
    const { worker, gate } = await gateOf(FRAUD);
    expect(gate.url).not.toContain('fraud');
    expect(await worker.viewGate(gate)).toMatchObject({
      link: { address: FRAUD, action: 'warn', verdict: 'harmful' },
      mayProceed: true,
      rememberScopes: [],
    });
  });

  test.each([
    ['in another tab', (url: string) => ({ url, tabId: 99 })],
    ['under another id', () => ({ url: `${OWN_ORIGIN}/src/extension/pages/gate/index.html?x` })],
    ['without an id', () => ({ url: `${OWN_ORIGIN}/src/extension/pages/gate/index.html` })],
    ['as another page', (url: string) => ({ url: url.replace('gate', 'popup') })],
    ['outside of a tab', (url: string) => ({ url, tabId: undefined })],
  ])('shows nothing %s', async (_, change) => {
    const { worker, gate } = await gateOf(FRAUD);
    expect(await worker.viewGate({ ...gate, ...change(gate.url) })).toBeUndefined();
  });

  test('keeps two gates of one tab apart', async () => {
    const first = await gateOf(FRAUD);
    const second = await gateOf(MARKETING);
    expect((await second.worker.viewGate(first.gate))?.link.address).toBe(FRAUD);
    expect((await second.worker.viewGate(second.gate))?.link.address).toBe(MARKETING);
  });

  test('tells since when the service lists it, and on what evidence; else of when the list is', async () => {
    const { worker, gate } = await gateOf(FRAUD);
    const local = await worker.viewGate(gate);
    expect(local?.listDate).toBe('2026-11-05');
    expect(local?.link.trace[0]?.detail).not.toHaveProperty('listedOn');
    const fullHash = toHex(fullHashOf('listed-there.example/'));
    const known = { effect: 'listed', violation: 'fraud', list: 'theirs' };
    const since = { listedOn: '2026-11-01', evidence: 'case-7' };
    world.service.respond = lookupOf([{ fullHash, ...known, ...since }]);
    const there = await gateOf('https://listed-there.example/');
    const view = await there.worker.viewGate(there.gate);
    expect(view?.link.trace[0]?.detail).toMatchObject(since);
    expect(view?.listDate).toBeUndefined();
  });

  test('offers to remember what is not severe', async () => {
    const { worker, gate } = await gateOf(MARKETING);
    expect((await worker.viewGate(gate))?.rememberScopes).toEqual([
      { scope: 'url', value: 'https://marketing.example/a/b?x=1' },
      { scope: 'origin', value: 'https://marketing.example' },
      { scope: 'site', value: 'marketing.example' },
    ]);
  });

  test('offers nothing to remember in a private window', async () => {
    const { worker, gate } = await gateOf(MARKETING);
    expect((await worker.viewGate({ ...gate, isPrivate: true }))?.rememberScopes).toEqual([]);
  });

  test('takes no complaint in a private window, and says so', async () => {
    const { worker, gate } = await gateOf(MARKETING);
    expect(await worker.viewGate(gate)).toMatchObject({ complaining: 'possible' });
    const view = await worker.viewGate({ ...gate, isPrivate: true });
    expect(view).toMatchObject({ complaining: 'private-window' });
    expect(await worker.viewPopup({}, POPUP)).toMatchObject({ complaining: 'possible' });
    world.windows.focused = { incognito: true };
    expect(await worker.viewPopup({}, POPUP)).toMatchObject({ complaining: 'private-window' });
  });

  test('offers only the address on a host that strangers share', async () => {
    const { worker, gate } = await gateOf(SHORTENED);
    const view = await worker.viewGate(gate);
    expect(view?.rememberScopes.map(({ scope }) => scope)).toEqual(['url']);
  });

  test('offers no site for an IP address', async () => {
    const { worker, gate } = await gateOf('http://93.184.216.34/');
    const view = await worker.viewGate(gate);
    expect(view?.rememberScopes.map(({ scope }) => scope)).toEqual(['url', 'origin']);
  });
});

describe('proceed', () => {
  test('gives the destination of what was shown', async () => {
    const { worker, gate } = await readGateOf(FRAUD);
    expect(await worker.proceed({}, gate)).toEqual({ destination: FRAUD });
  });

  test.each([PHISHING, 'javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd'])(
    'never gives %s',
    async (href) => {
      const { worker, gate } = await readGateOf(href);
      expect((await worker.viewGate(gate))?.mayProceed).toBe(false);
      await expect(worker.proceed({}, gate)).rejects.toMatchObject({ code: 'may-not-proceed' });
    },
  );

  test('does not go on from a warning that was not shown', async () => {
    const { worker, gate } = await gateOf(FRAUD);
    await expect(worker.proceed({}, gate)).rejects.toMatchObject({ code: 'may-not-proceed' });
  });

  /** From now on, and for workers that are started now. */
  function listShortened(isListed: boolean) {
    const fullHash = toHex(fullHashOf('bit.ly/abc'));
    const match = { fullHash, effect: 'listed', violation: 'fraud', list: 'service-list' };
    world.service.respond = lookupOf(isListed ? [match] : []);
    return world.startWorker();
  }

  test('does not take the answer to a question for one to a warning, until that is shown', async () => {
    const { worker, gate } = await gateOf(SHORTENED);
    expect((await worker.viewGate(gate))?.link.action).toBe('ask');
    const later = await listShortened(true);
    await expect(later.proceed({}, gate)).rejects.toMatchObject({ code: 'may-not-proceed' });
    expect((await later.viewGate(gate))?.link.action).toBe('warn');
    expect(await later.proceed({}, gate)).toEqual({ destination: SHORTENED });
  });

  test('takes the answer to a warning for one to a question', async () => {
    const { gate } = await gateOf(SHORTENED);
    expect((await (await listShortened(true)).viewGate(gate))?.link.action).toBe('warn');
    const later = await listShortened(false);
    expect(await later.proceed({}, gate)).toEqual({ destination: SHORTENED });
  });

  test('judges afresh: what was listed meanwhile is not gone on to', async () => {
    const { worker, gate } = await readGateOf(MARKETING);
    await worker.setChoice('group', 'block');
    await worker.removeException('none');
    await expect(worker.proceed({}, gate)).rejects.toMatchObject({ code: 'may-not-proceed' });
  });

  test('remembers what was offered, and the link opens from then on', async () => {
    const { worker, gate } = await readGateOf(MARKETING);
    await worker.proceed({ remember: { scope: 'origin', lasts: 1 } }, gate);
    const [exception] = await worker.listExceptions();
    expect(exception).toMatchObject({
      scope: 'origin',
      value: 'https://marketing.example',
      madeIn: 'group',
    });
    const again = await world.startWorker();
    const answer = await again.orderLinks(asking(MARKETING), CHAT);
    expect(answer).toMatchObject({ reason: { key: 'reason_exception' }, orders: [] });
    await again.removeException(exception?.id ?? '');
    expect(await again.listExceptions()).toEqual([]);
  });

  test('forgets with the browser what was let pass for a session', async () => {
    const { worker, gate } = await readGateOf(MARKETING);
    await worker.proceed({ remember: { scope: 'url', lasts: 'session' } }, gate);
    expect(await worker.listExceptions()).toMatchObject([{ isForSession: true, expiresAt: null }]);
    const again = await world.startWorker();
    expect((await again.orderLinks(asking(MARKETING), CHAT)).orders).toEqual([]);
    world.browser.storage.session.values.clear();
    const later = await world.startWorker();
    expect(await later.listExceptions()).toEqual([]);
    expect((await later.orderLinks(asking(MARKETING), CHAT)).orders).toHaveLength(1);
  });

  test('asks again in another conversation, and keeps nothing of what a page calls it', async () => {
    const inFamily = { ...asking(SHORTENED), conversation: 'Family Smith' };
    const { worker, gate } = await readGateOf(SHORTENED, 'Family Smith');
    expect((await worker.orderLinks(inFamily, CHAT)).orders).toMatchObject([
      [0, { action: 'ask' }],
    ]);
    await worker.proceed({}, gate);
    expect((await worker.orderLinks(inFamily, CHAT)).orders).toEqual([]);
    const inTrip = { ...asking(SHORTENED), conversation: 'Trip' };
    expect((await worker.orderLinks(inTrip, CHAT)).orders).toHaveLength(1);
    expect((await worker.orderLinks(asking(SHORTENED), CHAT)).orders).toHaveLength(1);
    const kept = JSON.stringify([...world.browser.storage.session.values]);
    expect(kept).not.toContain('Family');
  });

  test('asks once about an address where nothing tells the conversation, by its kind', async () => {
    const { worker, gate } = await readGateOf(SHORTENED);
    expect((await worker.viewGate(gate))?.willSettle).toBe(true);
    await worker.proceed({}, gate);
    const again = await world.startWorker();
    expect(await again.orderLinks(asking(SHORTENED), CHAT)).toMatchObject({
      reason: { key: 'reason_answered' },
      orders: [],
    });
    const elsewhere = { ...asking(SHORTENED), context: 'direct' as const };
    expect((await again.orderLinks(elsewhere, CHAT)).orders).toMatchObject([
      [0, { action: 'ask' }],
    ]);
    expect((await again.orderLinks(asking(`${SHORTENED}d`), CHAT)).orders).toHaveLength(1);
    const [answer] = await again.listExceptions();
    await again.removeException(answer?.id ?? '');
    expect((await again.orderLinks(asking(SHORTENED), CHAT)).orders).toHaveLength(1);
  });

  test('asks again where something is listed, and after a private window', async () => {
    const { worker, gate } = await readGateOf(MARKETING);
    expect((await worker.viewGate(gate))?.willSettle).toBe(false);
    await worker.proceed({}, gate);
    expect(await worker.listExceptions()).toEqual([]);
    const { worker: other, gate: private_ } = await readGateOf(SHORTENED);
    await other.proceed({}, { ...private_, isPrivate: true });
    expect(await other.listExceptions()).toEqual([]);
  });

  test('lets nobody on, remembers nothing and takes no complaint where the administrator says so', async () => {
    const rules = { format: 1, proceed: false, exceptions: false, complaints: false };
    const organisation = { name: 'Works', contact: 'it@works.example' };
    await world.browser.storage.local.set({ managed: { ...rules, organisation } });
    const { worker, gate } = await readGateOf(SHORTENED);
    expect(await worker.viewGate(gate)).toMatchObject({
      mayProceed: false,
      isHeldByOrganisation: true,
      complaining: 'off',
      willSettle: false,
      rememberScopes: [],
      organisation,
    });
    await expect(worker.proceed({}, gate)).rejects.toMatchObject({ code: 'may-not-proceed' });
    const draft = { address: SHORTENED, kind: 'fraud', context: 'group', comment: '' } as const;
    await expect(worker.fileComplaint(draft, gate)).rejects.toMatchObject({
      code: 'complaints-off',
    });
  });

  test('counts how often the person is asked and goes on, for the next gate', async () => {
    const first = await readGateOf(SHORTENED);
    await first.worker.viewGate(first.gate);
    await first.worker.proceed({}, first.gate);
    const second = await readGateOf(FRAUD);
    const counts = (await second.worker.viewGate(second.gate))?.counts;
    expect(counts).toEqual({ since: NOW, asked: 1, answered: 1, warned: 1, wentOn: 0 });
  });

  test.each([
    [FRAUD, 'url'],
    [SHORTENED, 'site'],
    [SHORTENED, 'origin'],
  ] as const)('does not remember %s by %s, which was not offered', async (href, scope) => {
    const { worker, gate } = await readGateOf(href);
    await expect(worker.proceed({ remember: { scope, lasts: 1 } }, gate)).rejects.toMatchObject({
      code: 'may-not-remember',
    });
    expect(await worker.listExceptions()).toEqual([]);
  });

  test('goes nowhere from a page that is no gate', async () => {
    const { worker } = await readGateOf(FRAUD);
    const popup = { ...CHAT, url: `${OWN_ORIGIN}/src/extension/pages/popup/index.html` };
    await expect(worker.proceed({}, popup)).rejects.toMatchObject({ code: 'no-such-gate' });
  });
});

describe('moreOfGate', () => {
  const RULING = {
    rulingId: 'r1',
    measure: 'list',
    violation: 'fraud',
    severity: 'severe',
    scope: 'host',
    facts: 'It takes money for goods that it never sends.',
    explanation: 'Getting money by deceit is against the first principle.',
    publishedAt: '2026-11-01T09:00:00.000Z',
    isInForce: true,
    isSettled: false,
  };
  const hashOf = (expression: string) => toHex(fullHashOf(expression));

  function answering(rulings: readonly unknown[]): void {
    const others = world.service.respond;
    world.service.respond = (sent) =>
      sent.path === '/v1/standing' ? json({ rulings }) : others(sent);
  }

  test('gives the reasons of the newest ruling in force, asked for by padded prefixes', async () => {
    const fullHash = hashOf('fraud.example/');
    answering([
      { ...RULING, fullHash },
      { ...RULING, fullHash, facts: 'later', publishedAt: '2026-11-02T09:00:00.000Z' },
      {
        ...RULING,
        fullHash,
        facts: 'lifted',
        publishedAt: '2026-11-03T09:00:00.000Z',
        isInForce: false,
      },
      {
        ...RULING,
        fullHash: hashOf('other.example/'),
        facts: 'other',
        publishedAt: '2026-11-04T09:00:00.000Z',
      },
    ]);
    const { worker, gate } = await gateOf(FRAUD);
    expect(await worker.moreOfGate(gate)).toMatchObject({
      ruling: {
        ...{ facts: 'later', violation: 'fraud', severity: 'severe', scope: 'host' },
        statement: `${SERVICE}/v1/statements/r1.json`,
        owners: `${SERVICE}/#owner`,
      },
    });
    const asked = world.sent.find(({ path }) => path === '/v1/standing');
    expect(asked?.body?.prefixes).toHaveLength(16);
    expect(JSON.stringify(asked)).not.toContain('fraud.example');
  });

  test('asks for no ruling where nothing is listed', async () => {
    const { worker, gate } = await gateOf(SHORTENED);
    expect(await worker.moreOfGate(gate)).toEqual({});
    expect(world.sent.map(({ path }) => path)).not.toContain('/v1/standing');
  });

  test('is empty where the service is silent, and for a page that is no gate', async () => {
    const { worker, gate } = await gateOf(FRAUD);
    expect(await worker.moreOfGate(gate)).toEqual({});
    expect(await worker.moreOfGate({ ...gate, url: 'about:blank' })).toEqual({});
  });
});

describe('openFromPopup', () => {
  const open = async (href: string) =>
    (await worker()).openFromPopup({ link: { ...sight(href), site: 'demo' }, told: 'ask' }, POPUP);
  const worker = async () => ({
    ...(await world.startWorker()),
    ...(await import('../../../../src/extension/background/gate/open-from-popup.ts')),
  });
  const counts = async () => {
    const { gateCounts } = await import('../../../../src/extension/storage/settings.ts');
    return gateCounts.get();
  };

  test('counts a question that is answered there, as at a gate', async () => {
    expect(await open(SHORTENED)).toEqual({ opened: 'destination' });
    expect(await counts()).toMatchObject({ since: NOW, asked: 1, answered: 1 });
  });

  test('says first that it will not ask again, and keeps in which chat that was', async () => {
    const link = { ...sight(SHORTENED), site: 'demo' };
    const { explainLink, listExceptions } = await worker();
    expect(await explainLink(link, POPUP)).toMatchObject({ willSettle: true });
    expect(await explainLink({ ...link, href: FRAUD }, POPUP)).toMatchObject({ willSettle: false });
    await open(SHORTENED);
    expect(await listExceptions()).toMatchObject([{ lifts: 'ask', madeOn: 'demo' }]);
    world.windows.focused = { incognito: true };
    expect(await explainLink(link, POPUP)).toMatchObject({ willSettle: false });
  });

  test('leaves the counting of a warning to the gate, and counts nothing that is private', async () => {
    expect(await open(FRAUD)).toEqual({ opened: 'gate' });
    world.windows.focused = { incognito: true };
    await open(SHORTENED);
    expect(await counts()).toMatchObject({ asked: 0, answered: 0, warned: 0, wentOn: 0 });
  });
});

describe('leaveGate', () => {
  test('closes the tab of a gate, and of nothing else', async () => {
    const { worker, gate } = await gateOf(FRAUD);
    await worker.leaveGate({ ...gate, url: `${OWN_ORIGIN}/src/extension/pages/popup/index.html` });
    await worker.leaveGate(gate);
    expect(world.tabs.removed).toEqual([1]);
  });
});

const KIND = { context: 'group', certainty: 'sure', mayBeBot: false };
const SEEN = {
  ...KIND,
  href: 'https://a.example/',
  text: 'a',
  direction: 'other',
  message: 'm1',
  isText: false,
  action: 'ask',
  reason: { key: 'reason_sign', substitutions: ['a.example'] },
};
const PAGE = {
  site: 'demo',
  isRecognised: true,
  ...KIND,
  links: [],
  hasMoreLinks: false,
  isDegraded: false,
};

describe('viewPopup', () => {
  beforeEach(() => {
    world.tabs.open.push({ id: 1, url: 'http://localhost/chat' });
  });

  test('shows the page, the protection and the choices', async () => {
    world.tabs.answer = () => ({ ok: true, value: PAGE });
    const worker = await world.startWorker();
    await worker.setChoice('group', 'ask');
    expect(await worker.viewPopup({ tabId: 1 }, POPUP)).toMatchObject({
      page: PAGE,
      host: 'localhost',
      protection: { state: 'protecting', service: 'not-asked-yet', ruleset: { ruleCount: 3 } },
      choices: {
        group: { own: 'ask', policy: 'open' },
        direct: { own: undefined, policy: 'open' },
      },
      exceptions: [],
      complaints: [],
    });
  });

  test('hands on what a page tells of its links', async () => {
    world.tabs.answer = () => ({ ok: true, value: { ...PAGE, expected: 'demo', links: [SEEN] } });
    const worker = await world.startWorker();
    const { page } = await worker.viewPopup({ tabId: 1 }, POPUP);
    const links = [{ ...SEEN, destination: SEEN.href }];
    expect(page).toEqual({ ...PAGE, expected: 'demo', links });
  });

  test.each([
    ['another form', () => ({ ok: true, value: { ...PAGE, links: 'many' } })],
    [
      'words that are no reason',
      () => ({
        ok: true,
        value: {
          ...PAGE,
          links: [{ ...SEEN, reason: { key: 'name', substitutions: [] } }],
        },
      }),
    ],
    ['nothing', () => undefined],
  ])('takes a page that tells %s for one that is not guarded', async (_, answer) => {
    world.tabs.answer = answer;
    const worker = await world.startWorker();
    expect((await worker.viewPopup({ tabId: 1 }, POPUP)).page).toBeUndefined();
  });

  test('shows how a choice stands after it was taken back', async () => {
    const worker = await world.startWorker();
    await worker.setChoice('group', 'block');
    await worker.setChoice('group', null);
    expect((await worker.viewPopup({}, POPUP)).choices.group).toEqual({
      own: undefined,
      policy: 'open',
    });
  });
});

describe('of the frames of a page the popup', () => {
  const link = (id: string) => ({ ...SEEN, href: `https://${id}.example/` });
  const generic = { ...PAGE, site: 'generic', isRecognised: false };

  /** In the order in which they answer. */
  const told = async (...frames: readonly object[]) => {
    world.tabs.frames = frames.map((_, frameId) => ({ frameId }));
    world.tabs.answer = (_, frameId = 0) => ({ ok: true, value: frames[frameId] });
    return (await (await world.startWorker()).viewPopup({ tabId: 1 }, POPUP)).page;
  };

  beforeEach(() => {
    world.tabs.open.push({ id: 1, url: 'http://localhost/chat' });
  });

  test('shows the one that is recognised, however many links others have', async () => {
    const page = await told({ ...generic, links: [link('a'), link('b')] }, PAGE);
    expect(page).toMatchObject({ site: 'demo', links: [] });
  });

  test('shows that with most links, where several are chats', async () => {
    const page = await told(PAGE, { ...PAGE, links: [link('a')] }, PAGE);
    expect(page?.links).toHaveLength(1);
  });

  test('shows a site that is known and not read before one that nobody knows', async () => {
    const page = await told({ ...generic, links: [link('a')] }, { ...generic, expected: 'slack' });
    expect(page?.expected).toBe('slack');
  });

  test('tells where any of them gave up', async () => {
    const page = await told(PAGE, { ...generic, isDegraded: true });
    expect(page).toMatchObject({ site: 'demo', isDegraded: true });
  });
});

describe('access that was taken away', () => {
  test('of one site leaves the others protected, and is named', async () => {
    world.scripts.matches = ['http://localhost/*', 'https://app.slack.com/*'];
    world.permissions.withheld.add('https://app.slack.com/*');
    const worker = await world.startWorker();
    expect(await worker.protectionNow()).toMatchObject({
      ...{ state: 'protecting', problems: [], withheld: ['app.slack.com'] },
    });
    await worker.refreshToolbar();
    expect(world.toolbar.title).toBe('state_off\nprotection_withheld');
    world.permissions.withheld.add('http://localhost/*');
    expect(await worker.protectionNow()).toMatchObject({
      ...{ state: 'not-protecting', problems: ['no-permission'], withheld: [] },
    });
  });

  test('of the page in view has the popup say that it is not protected', async () => {
    world.permissions.withheld.add('http://localhost/*');
    world.scripts.matches = ['http://localhost/*', 'https://app.slack.com/*'];
    world.tabs.open.push({ id: 1, url: 'http://localhost/chat' });
    const { protection } = await (await world.startWorker()).viewPopup({ tabId: 1 }, POPUP);
    expect(protection).toMatchObject({ state: 'not-protecting', problems: [] });
  });
});

describe('refreshToolbar', () => {
  test('is plain while it protects', async () => {
    await (await world.startWorker()).refreshToolbar();
    expect(world.toolbar).toMatchObject({
      text: '',
      title: 'state_off',
      icon: '/icons/off-16.png',
    });
  });

  test('warns when the permission was taken away', async () => {
    world.permissions.granted = false;
    await (await world.startWorker()).refreshToolbar();
    expect(world.toolbar).toMatchObject({
      text: '!',
      title: 'state_not_protecting\nproblem_no_permission todo_no_permission',
    });
  });

  test('warns when there is neither a ruleset nor a service', async () => {
    world.packaged.clear();
    world.service.respond = () => json({}, 500);
    const worker = await world.startWorker();
    await worker.judgeLinks([{ site: 'demo', ...sight(PLAIN) }], 1);
    await vi.waitFor(() => expect(world.toolbar.text).toBe('!'));
  });
});
