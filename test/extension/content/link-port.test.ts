import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { LinkPort } from '../../../src/extension/content/link-port.ts';
import { type Background, fakeApi } from './fake-api.ts';

const QUESTION = { site: 'demo', context: 'group', hrefs: [], texts: [] } as const;
const NOTHING = { reason: { key: '', substitutions: [] }, orders: [] };
const answering = async () => ({ ok: true, value: NOTHING });

function connected(background: Background) {
  const api = fakeApi(background);
  const end = new AbortController();
  const page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  onTestFinished(() => {
    end.abort();
    vi.unstubAllGlobals();
  });
  return { api, end, page, port: new LinkPort(api, end.signal) };
}

describe('LinkPort', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('hangs up when the page is put aside, and connects anew when it is back', async () => {
    const { api, page, port } = connected(answering);
    await port.ask(QUESTION);
    expect(api.ports.size).toBe(1);
    page.dispatchEvent(new Event('pagehide'));
    expect(api.ports.size).toBe(0);
    await port.ask(QUESTION);
    expect(api.ports.size).toBe(1);
  });

  test('asks over one port and gives each question its own answer', async () => {
    const { api, port } = connected(async ({ input }) => ({ ok: true, value: input }));
    const asked = ['a', 'b'].map((href) => port.ask({ ...QUESTION, hrefs: [href] }));
    expect(await Promise.all(asked)).toMatchObject([{ hrefs: ['a'] }, { hrefs: ['b'] }]);
    expect(api.ports.size).toBe(1);
  });

  test('tells whoever asked what comes ahead of the answer', async () => {
    const { port } = connected(async ({ input }, sendAhead) => {
      sendAhead([[0, input]]);
      return { ok: true, value: NOTHING };
    });
    const told: unknown[] = [];
    const answer = await port.ask(QUESTION, (orders) => told.push(orders));
    expect([told, answer]).toEqual([[[[0, QUESTION]]], NOTHING]);
  });

  test('opens another port when the worker died between two questions', async () => {
    const { api, port } = connected(answering);
    await port.ask(QUESTION);
    for (const close of [...api.ports]) close();
    expect(await port.ask(QUESTION)).toEqual(NOTHING);
    expect(api.sent).toHaveLength(2);
  });

  test('asks once more when the worker dies before it answers, and then gives up', async () => {
    const replies = [undefined, { ok: true, value: NOTHING }];
    const { api, port } = connected(async () => replies.shift());
    const first = port.ask(QUESTION);
    await vi.runAllTimersAsync();
    expect(await first).toEqual(NOTHING);
    const second = expect(port.ask(QUESTION)).rejects.toMatchObject({ code: 'unreachable' });
    await vi.runAllTimersAsync();
    await second;
    expect(api.sent).toHaveLength(4);
  });

  test('waits six seconds and no longer, and does not ask a slow background twice', async () => {
    const { api, port } = connected(() => new Promise(() => undefined));
    const asked = expect(port.ask(QUESTION)).rejects.toMatchObject({ code: 'timeout' });
    await vi.advanceTimersByTimeAsync(6_000);
    await asked;
    expect(api.sent).toHaveLength(1);
  });

  test('carries the code of a refusal', async () => {
    const { port } = connected(async () => ({ ok: false, code: 'bad-input', message: 'hrefs' }));
    await expect(port.ask(QUESTION)).rejects.toMatchObject({ code: 'bad-input' });
  });

  test('says that the extension was reloaded, without sending anything', async () => {
    const { api, port } = connected(answering);
    api.id = undefined;
    await expect(port.ask(QUESTION)).rejects.toMatchObject({ code: 'orphaned' });
    expect(api.sent).toEqual([]);
  });

  test('hangs up with its page', async () => {
    const { api, end, port } = connected(answering);
    await port.ask(QUESTION);
    end.abort();
    expect(api.ports.size).toBe(0);
  });
});
