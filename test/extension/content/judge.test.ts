import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Judge } from '../../../src/extension/content/judge.ts';
import type { LinkState } from '../../../src/extension/content/links.ts';
import type { LinkOrder, LinkSighting } from '../../../src/extension/messaging/protocol.ts';
import { type Background, fakeApi } from './fake-api.ts';

const OPEN: LinkOrder = {
  action: 'open',
  href: 'https://a.example/',
  reason: { key: 'reason_clean', substitutions: [] },
};

type Batch = { readonly site: string; readonly links: readonly LinkSighting[] };

function linksOf(input: unknown): readonly LinkSighting[] {
  return (input as Batch).links;
}

const answering: Background = async ({ input }) => ({
  ok: true,
  value: linksOf(input).map(({ href }) => ({ ...OPEN, href })),
});

/** The judge hands links through and never looks into them. */
function link(name: string): Element {
  return { name } as unknown as Element;
}

function state(href: string): LinkState {
  return {
    found: href,
    sighting: { href, text: '', context: 'direct' },
    order: undefined,
    applied: undefined,
    written: undefined,
    original: undefined,
    mark: undefined,
  };
}

function judging(background: Background, isGone = false) {
  const api = fakeApi(background);
  const orders: string[] = [];
  const onOrphaned = vi.fn<() => void>();
  const end = new AbortController();
  const judge = new Judge(
    api,
    {
      siteId: () => 'demo',
      onOrder: (_, __, order) => orders.push(order.href),
      onOrphaned,
      isGone: () => isGone,
    },
    end.signal,
  );
  return { api, judge, orders, onOrphaned, end };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('Judge', () => {
  test('asks about 10,000 links in at most 10 messages', async () => {
    const { api, judge, orders } = judging(answering);
    for (let index = 0; index < 10_000; index += 1) {
      judge.judge(link('a'), state(`https://h${index}.example/`));
    }
    judge.flush();
    await vi.runAllTimersAsync();
    expect(api.sent.length).toBeLessThanOrEqual(10);
    expect(orders).toHaveLength(10_000);
    expect(new Set(orders).size).toBe(10_000);
  });

  test('asks about equal links once and gives each its order', async () => {
    const { api, judge, orders } = judging(answering);
    for (const name of ['a', 'b', 'c']) {
      judge.judge(link(name), state('https://a.example/'));
    }
    judge.flush();
    await vi.runAllTimersAsync();
    expect(api.sent.flatMap(({ input }) => linksOf(input))).toHaveLength(1);
    expect(orders).toHaveLength(3);
  });

  test('does not ask again about what it knows, until it is told to renew', async () => {
    const { api, judge, orders } = judging(answering);
    const judgeOne = async () => {
      judge.judge(link('a'), state('https://a.example/'));
      judge.flush();
      await vi.runAllTimersAsync();
    };
    await judgeOne();
    await judgeOne();
    expect([api.sent.length, orders.length]).toEqual([1, 2]);
    judge.renew();
    await judgeOne();
    expect([api.sent.length, orders.length]).toEqual([2, 3]);
  });

  test('drops answers to questions from before it was renewed', async () => {
    const replies: ((reply: unknown) => void)[] = [];
    const { judge, orders } = judging(() => new Promise((resolve) => replies.push(resolve)));
    judge.judge(link('a'), state('https://a.example/'));
    judge.flush();
    judge.renew();
    replies[0]?.({ ok: true, value: [OPEN] });
    await vi.advanceTimersByTimeAsync(100);
    expect(orders).toEqual([]);
  });

  test('spaces messages out while a page is being built', async () => {
    const { api, judge } = judging(answering);
    for (let index = 0; index < 20; index += 1) {
      judge.judge(link('a'), state(`https://h${index}.example/`));
      judge.flush();
      await vi.advanceTimersByTimeAsync(30);
    }
    await vi.runAllTimersAsync();
    expect(api.sent.length).toBeLessThanOrEqual(6);
    expect(api.sent.flatMap(({ input }) => linksOf(input))).toHaveLength(20);
  });

  test('asks again, more and more seldom, until the background answers', async () => {
    let isUp = false;
    const { api, judge, orders } = judging(async (message) =>
      isUp ? answering(message) : Promise.reject(new Error('no receiving end')),
    );
    judge.judge(link('a'), state('https://a.example/'));
    judge.flush();
    await vi.advanceTimersByTimeAsync(60_000);
    const whileDown = api.sent.length;
    expect(whileDown).toBeGreaterThanOrEqual(8);
    expect(whileDown).toBeLessThanOrEqual(16);
    isUp = true;
    await vi.advanceTimersByTimeAsync(31_000);
    expect(orders).toEqual(['https://a.example/']);
  });

  test('gives up on links that have left the page', async () => {
    const { api, judge } = judging(() => Promise.reject(new Error('no receiving end')), true);
    judge.judge(link('a'), state('https://a.example/'));
    judge.flush();
    await vi.runAllTimersAsync();
    expect(api.sent).toHaveLength(2);
  });

  test('says that the extension was reloaded', async () => {
    const { api, judge, onOrphaned } = judging(answering);
    api.id = undefined;
    judge.judge(link('a'), state('https://a.example/'));
    judge.flush();
    await vi.runAllTimersAsync();
    expect(onOrphaned).toHaveBeenCalledOnce();
  });

  test('is silent once its page has ended', async () => {
    const { api, judge, end } = judging(answering);
    judge.judge(link('a'), state('https://a.example/'));
    end.abort();
    judge.flush();
    await vi.runAllTimersAsync();
    expect(api.sent).toEqual([]);
  });
});
