import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Runtime } from 'webextension-polyfill';
import type { Handlers } from '../../../src/extension/messaging/handle.ts';
import { CodedError } from '../../../src/policy/index.ts';
import { makeFakeBrowser, OWN_ID, OWN_ORIGIN } from '../background/fake-browser.ts';

vi.mock('webextension-polyfill', () => ({ default: makeFakeBrowser().browser }));
const { answer, answerOverPort } = await import('../../../src/extension/messaging/handle.ts');

const SELF = { id: OWN_ID, origin: OWN_ORIGIN };
const TAB = { id: 3, index: 1, incognito: false } as Runtime.MessageSender['tab'] & object;
const CHAT = { id: OWN_ID, url: 'http://localhost/chat', frameId: 0, tab: TAB };
const POPUP = { id: OWN_ID, url: `${OWN_ORIGIN}/src/extension/pages/popup/index.html` };
const GATE = { ...POPUP, url: `${OWN_ORIGIN}/src/extension/pages/gate/index.html?x`, tab: TAB };
const QUESTION = {
  site: 'demo',
  context: 'direct',
  hrefs: ['https://example.com/'],
  texts: ['x'],
};
const LINK = { href: 'https://example.com/', text: 'x', context: 'direct' };

interface Reached {
  readonly name: string;
  readonly input: { hrefs?: string[]; texts?: string[] } | undefined;
  readonly asker: unknown;
}

const reached: Reached[] = [];

const record =
  (name: string, value: unknown = null) =>
  (input: Reached['input'], asker: unknown) => {
    reached.push({ name, input, asker });
    return value;
  };

const HANDLERS = {
  ready: async () => undefined,
  during: <T>(answering: () => Promise<T>) => answering(),
  content: {
    'page.begin': record('page.begin'),
    'links.judge': record('links.judge', []),
    'link.activated': record('activated'),
  },
  page: {
    'site.turnOn': record('site.turnOn'),
    'site.save': record('site.save'),
    'popup.view': record('popup.view'),
    'choice.set': () => {
      throw new CodedError('storage-full', 'no room');
    },
    'exception.remove': () => {
      throw new TypeError('https://secret.example/ is in these words');
    },
    'complaint.file': record('complaint.file'),
    'complaints.list': record('complaints.list', []),
    'link.explain': record('link.explain'),
    'gate.view': record('gate.view'),
    'gate.proceed': record('gate.proceed'),
    'gate.leave': record('gate.leave'),
  },
} as unknown as Handlers;

function ask(protocol: string, name: string, input: unknown, sender: Runtime.MessageSender) {
  return answer({ protocol, name, input }, sender, HANDLERS, SELF);
}

const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);

beforeEach(() => {
  reached.length = 0;
  warned.mockClear();
});

describe('answer', () => {
  test('lets a content script ask about links', async () => {
    const reply = await ask('content', 'links.judge', QUESTION, CHAT);
    expect(reply).toEqual({ ok: true, value: [] });
    expect(reached[0]?.input).toEqual(QUESTION);
    expect(reached[0]?.asker).toMatchObject({ tabId: 3, frameId: 0, isPrivate: false });
  });

  test.each([
    ['a chat', CHAT, 'localhost'],
    [
      'an empty frame of it',
      { ...CHAT, url: 'about:blank', frameId: 2, tab: { ...TAB, url: 'https://chat.example/a' } },
      'chat.example',
    ],
    ['an empty frame of a tab that is not told', { ...CHAT, url: 'about:srcdoc' }, ''],
  ])('knows the host of %s', async (_, sender, host) => {
    await ask('content', 'links.judge', QUESTION, sender);
    expect(reached[0]?.asker).toMatchObject({ host });
  });

  test.each([
    ['the popup', POPUP],
    ['the gate', GATE],
  ])('lets %s use what is for pages', async (_, sender) => {
    expect(await ask('page', 'gate.view', undefined, sender)).toEqual({ ok: true, value: null });
  });

  test.each([
    ['another extension', { ...CHAT, id: 'stranger' }, 'content', 'foreign-sender'],
    ['nobody', { url: CHAT.url, tab: TAB }, 'content', 'foreign-sender'],
    ['a content script for a page', CHAT, 'page', 'not-allowed'],
    ['a framed page of ours', { ...GATE, frameId: 4 }, 'page', 'not-allowed'],
    ['a page of ours for a content script', GATE, 'content', 'not-allowed'],
    ['a content script without a tab', { id: OWN_ID, url: CHAT.url }, 'content', 'not-allowed'],
    [
      'an address that only begins like ours',
      { ...POPUP, url: `${OWN_ORIGIN}.evil.example/` },
      'page',
      'not-allowed',
    ],
    [
      'an address that only holds ours',
      { ...POPUP, url: `https://evil.example/?${OWN_ORIGIN}/` },
      'page',
      'not-allowed',
    ],
    ['no address', { id: OWN_ID }, 'page', 'not-allowed'],
  ])('refuses %s', async (_, sender, protocol, code) => {
    const reply = await ask(protocol, 'gate.proceed', {}, sender as Runtime.MessageSender);
    expect(reply).toMatchObject({ ok: false, code });
    expect(reached).toEqual([]);
  });

  test('lets a content script ask how to begin, and tell nothing by it', async () => {
    expect(await ask('content', 'page.begin', { sites: [1] }, CHAT)).toMatchObject({ ok: true });
    expect(reached[0]).toMatchObject({ name: 'page.begin', input: undefined });
  });

  test.each(['site.turnOn', 'site.turnOff', 'site.switch', 'site.save', 'site.remove', 'site.try'])(
    'keeps %s, which decides what is guarded, from content scripts',
    async (name) => {
      expect(await ask('page', name, {}, CHAT)).toMatchObject({ code: 'not-allowed' });
      expect(await ask('content', name, {}, CHAT)).toMatchObject({ code: 'no-such-message' });
      expect(reached).toEqual([]);
    },
  );

  test.each(['https://*/*', 'https://*.example/*', '<all_urls>', 'https://chat.example/x', 7])(
    'turns on one host at a time: refuses %j',
    async (pattern) => {
      expect(await ask('page', 'site.turnOn', { pattern }, POPUP)).toMatchObject({
        code: 'bad-input',
      });
    },
  );

  test('takes a call without an input, as it arrives where undefined does not travel', async () => {
    const message = JSON.parse(JSON.stringify({ protocol: 'page', name: 'complaints.list' }));
    expect(await answer(message, POPUP, HANDLERS, SELF)).toEqual({ ok: true, value: [] });
  });

  test('checks who asks before it looks at what is asked', async () => {
    expect(await answer(undefined, { id: 'stranger' }, HANDLERS, SELF)).toMatchObject({
      code: 'foreign-sender',
    });
    expect(await ask('page', 'no.such', 'rubbish', CHAT)).toMatchObject({ code: 'not-allowed' });
  });

  test.each([undefined, null, 7, 'links.judge', [], { protocol: 'other', name: 'links.judge' }])(
    'refuses %j as no message',
    async (message) => {
      expect(await answer(message, CHAT, HANDLERS, SELF)).toMatchObject({ code: 'bad-message' });
    },
  );

  test.each(['no.such', 'toString', '__proto__', 'constructor'])(
    'knows no message of the name %s',
    async (name) => {
      expect(await ask('page', name, undefined, POPUP)).toMatchObject({ code: 'no-such-message' });
    },
  );

  test.each([
    ['content', 'links.judge', { ...QUESTION, hrefs: 'x' }],
    ['content', 'links.judge', { ...QUESTION, site: '../demo' }],
    ['content', 'links.judge', { ...QUESTION, context: 'room' }],
    ['content', 'links.judge', { ...QUESTION, texts: [] }],
    ['content', 'links.judge', { ...QUESTION, hrefs: [1] }],
    [
      'content',
      'links.judge',
      { ...QUESTION, hrefs: Array(5001).fill('x'), texts: Array(5001).fill('x') },
    ],
    ['content', 'link.activated', { site: 'demo', link: LINK, disposition: 'everywhere' }],
    ['page', 'popup.view', { tabId: -1 }],
    ['page', 'choice.set', { context: 'group', choice: 'warn' }],
    [
      'page',
      'complaint.file',
      { address: 'x'.repeat(9000), kind: 'fraud', context: 'group', comment: '' },
    ],
    ['page', 'gate.proceed', { remember: { scope: 'everything', lasts: 1 } }],
    ['page', 'gate.proceed', { remember: { scope: 'url', lasts: 4000 } }],
  ])('refuses what does not parse: %s %s', async (protocol, name, input) => {
    const sender = protocol === 'page' ? POPUP : CHAT;
    expect(await ask(protocol, name, input, sender)).toMatchObject({
      ok: false,
      code: 'bad-input',
    });
    expect(reached).toEqual([]);
  });

  test('cuts an address of a megabyte and a text without end, and goes on', async () => {
    const hrefs = [`https://x.example/${'a'.repeat(1_000_000)}`];
    const texts = ['y'.repeat(9999)];
    await ask('content', 'links.judge', { ...QUESTION, hrefs, texts }, CHAT);
    const { input } = reached[0] ?? {};
    expect(input?.hrefs?.map(({ length }) => length)).toEqual([16_384]);
    expect(input?.texts?.map(({ length }) => length)).toEqual([512]);
  });

  test('hands on the code of a failure', async () => {
    const input = { context: 'group', choice: 'ask' };
    expect(await ask('page', 'choice.set', input, POPUP)).toEqual({
      ok: false,
      code: 'storage-full',
      message: 'no room',
    });
  });

  test('keeps the words of an unexpected failure to itself, in the log too', async () => {
    const reply = await ask('page', 'exception.remove', { id: 'x' }, POPUP);
    expect(reply).toMatchObject({ ok: false, code: 'unexpected' });
    expect(JSON.stringify(reply)).not.toContain('secret');
    expect(JSON.stringify(warned.mock.calls)).not.toContain('secret');
  });

  test('waits for what has to be there, and refuses where it does not come', async () => {
    const call = { protocol: 'page', name: 'complaints.list', input: undefined };
    const readiness = Promise.withResolvers<void>();
    const replied = answer(call, POPUP, { ...HANDLERS, ready: () => readiness.promise }, SELF);
    await Promise.resolve();
    expect(reached).toEqual([]);
    readiness.resolve();
    expect(await replied).toEqual({ ok: true, value: [] });
    const ready = () => Promise.reject(new Error('no such file'));
    expect(await answer(call, POPUP, { ...HANDLERS, ready }, SELF)).toMatchObject({ ok: false });
    expect(reached).toHaveLength(1);
  });
});

describe('answerOverPort', () => {
  const over = (asked: unknown, sender: Runtime.MessageSender, handlers = HANDLERS) =>
    answerOverPort(asked, sender, handlers, SELF, (sent) => posted.push(sent));
  const posted: unknown[] = [];

  test('sends a part of the answer ahead, under the same id', async () => {
    const content: Handlers['content'] = {
      ...HANDLERS.content,
      'links.judge'(_, { sendAhead }) {
        sendAhead?.([]);
        return { reason: { key: '', substitutions: [] }, orders: [] };
      },
    };
    const reply = await over({ id: 8, input: QUESTION }, CHAT, { ...HANDLERS, content });
    expect(posted).toEqual([{ id: 8, ahead: [] }]);
    expect(reply).toMatchObject({ id: 8, reply: { ok: true } });
  });

  test('answers a question about links under its id', async () => {
    expect(await over({ id: 7, input: QUESTION }, CHAT)).toEqual({
      id: 7,
      reply: { ok: true, value: [] },
    });
    expect(reached[0]).toMatchObject({ name: 'links.judge', input: QUESTION });
  });

  test('answers nothing else, whatever the question says it is', async () => {
    const asked = { id: 1, protocol: 'page', name: 'gate.proceed', input: QUESTION };
    await over(asked, CHAT);
    expect(reached.map(({ name }) => name)).toEqual(['links.judge']);
  });

  test.each([
    ['another extension', { ...CHAT, id: 'stranger' }, 'foreign-sender'],
    ['nobody', {}, 'foreign-sender'],
    ['a page of the extension', POPUP, 'not-allowed'],
  ])('refuses %s', async (_, sender, code) => {
    expect(await over({ id: 1, input: QUESTION }, sender)).toMatchObject({ reply: { code } });
    expect(reached).toEqual([]);
  });

  test.each([undefined, null, 7, [], { id: 'x', input: QUESTION }, { id: 0.5, input: QUESTION }])(
    'refuses %j as no question',
    async (asked) => {
      expect(await over(asked, CHAT)).toMatchObject({ reply: { code: 'bad-message' } });
    },
  );
});
