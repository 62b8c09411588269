import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type Answers,
  ask,
  listenToBackground,
} from '../../../src/extension/content/background-port.ts';
import type { PageDescription } from '../../../src/extension/messaging/protocol.ts';
import { fakeApi } from './fake-api.ts';

const NO_LINKS = { site: 'demo', context: 'group', hrefs: [], texts: [] } as const;
const NOTHING = { reason: { key: '', substitutions: [] }, orders: [] };
const DESCRIPTION: PageDescription = {
  ...{ site: 'demo', isRecognised: true, expected: undefined, isDegraded: false },
  ...{ context: 'group', certainty: 'sure', mayBeBot: false, links: [], hasMoreLinks: false },
};
const NOT_THERE = new Error('Could not establish connection. Receiving end does not exist.');

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('ask', () => {
  test('sends the name and the input in the content protocol, and gives the value', async () => {
    const api = fakeApi(async () => ({ ok: true, value: NOTHING }));
    await expect(ask(api, 'links.judge', NO_LINKS)).resolves.toEqual(NOTHING);
    expect(api.sent).toEqual([{ protocol: 'content', name: 'links.judge', input: NO_LINKS }]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['refuses', () => Promise.reject(NOT_THERE)],
    ['dies before it answers', async () => undefined],
  ])('asks once more when the worker %s', async (_, fail) => {
    const answers = [fail, async () => ({ ok: true, value: NOTHING })];
    const api = fakeApi(() => answers.shift()?.() ?? Promise.reject(NOT_THERE));
    const asked = ask(api, 'links.judge', NO_LINKS);
    await vi.runAllTimersAsync();
    await expect(asked).resolves.toEqual(NOTHING);
    expect(api.sent).toHaveLength(2);
  });

  test('gives up after the second time', async () => {
    const api = fakeApi(() => Promise.reject(NOT_THERE));
    const asked = expect(ask(api, 'links.judge', NO_LINKS)).rejects.toMatchObject({
      code: 'unreachable',
    });
    await vi.runAllTimersAsync();
    await asked;
    expect(api.sent).toHaveLength(2);
  });

  test('waits six seconds and no longer, and does not ask a slow background twice', async () => {
    const api = fakeApi(() => new Promise(() => undefined));
    const asked = expect(ask(api, 'links.judge', NO_LINKS)).rejects.toMatchObject({
      code: 'timeout',
    });
    await vi.advanceTimersByTimeAsync(6_000);
    await asked;
    expect(api.sent).toHaveLength(1);
  });

  test('carries the code of a refusal', async () => {
    const api = fakeApi(async () => ({ ok: false, code: 'bad-input', message: 'links' }));
    await expect(ask(api, 'links.judge', NO_LINKS)).rejects.toMatchObject({ code: 'bad-input' });
    expect(api.sent).toHaveLength(1);
  });

  test('says that the extension was reloaded, without sending anything', async () => {
    const api = fakeApi(async () => ({ ok: true, value: NOTHING }));
    api.id = undefined;
    await expect(ask(api, 'links.judge', NO_LINKS)).rejects.toMatchObject({ code: 'orphaned' });
    expect(api.sent).toEqual([]);
  });
});

describe('listenToBackground', () => {
  function listening(answers: Partial<Answers> = {}) {
    const api = fakeApi(async () => undefined);
    const end = new AbortController();
    const changed = vi.fn<() => void>();
    const released = vi.fn<Answers['page.release']>();
    listenToBackground(
      api,
      {
        'page.describe': () => DESCRIPTION,
        'decisions.changed': changed,
        'page.release': released,
        ...answers,
      },
      end.signal,
    );
    return { api, end, changed, released };
  }

  const describePage = { protocol: 'background', name: 'page.describe', input: undefined };

  test('replies with the value', () => {
    const { replies } = listening().api.deliver(describePage);
    expect(replies).toEqual([{ ok: true, value: DESCRIPTION }]);
  });

  test('hands on what comes with the message', () => {
    const { api, released } = listening();
    const input = { origins: '^https://chat' };
    api.deliver({ protocol: 'background', name: 'page.release', input });
    expect(released.mock.calls).toEqual([[input]]);
  });

  test('leaves the answer to another frame when it has none', () => {
    const { api } = listening({ 'page.describe': () => undefined });
    expect(api.deliver(describePage)).toEqual({ replies: [], returned: undefined });
  });

  test('acknowledges a fact', () => {
    const { api, changed } = listening();
    const { replies } = api.deliver({ protocol: 'background', name: 'decisions.changed' });
    expect(changed).toHaveBeenCalledOnce();
    expect(replies).toEqual([{ ok: true, value: undefined }]);
  });

  test.each<[string, unknown, string]>([
    ['another extension', describePage, 'somebody-else'],
    ['another protocol', { ...describePage, protocol: 'content' }, 'link-guard'],
    ['an unknown name', { ...describePage, name: 'toString' }, 'link-guard'],
    ['no message at all', null, 'link-guard'],
  ])('says nothing to %s', (_, message, sender) => {
    const { api, changed } = listening();
    expect(api.deliver(message, sender)).toEqual({ replies: [], returned: undefined });
    expect(changed).not.toHaveBeenCalled();
  });

  test('stops listening with its signal', () => {
    const { api, end } = listening();
    end.abort();
    expect(api.listeners.size).toBe(0);
  });
});
