import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Judge } from '../../../src/extension/content/judge.ts';
import type { TellAhead } from '../../../src/extension/content/link-port.ts';
import type { LinkAnswer, LinkQuestion } from '../../../src/extension/messaging/protocol.ts';

const REASON = { key: 'reason_clean', substitutions: [] };

type Ask = (question: LinkQuestion, tellAhead: TellAhead) => Promise<LinkAnswer>;

/** Cleans every address, so that each link has an order of its own. */
const answering: Ask = async ({ hrefs }) => ({
  reason: REASON,
  orders: hrefs.map((href, index) => [index, { action: 'open', href, reason: REASON }] as const),
});

const failure = (code: string) => Object.assign(new Error(code), { code });
const down: Ask = () => Promise.reject(failure('unreachable'));

/** The judge hands nodes through and never looks into them. */
function link(name = 'a'): Element {
  return { name } as unknown as Element;
}

function judging(answer: Ask, isGone = false) {
  const sent: LinkQuestion[] = [];
  const orders: (string | undefined)[] = [];
  const [onOrphaned, onFlood] = [vi.fn<() => void>(), vi.fn<() => void>()];
  const end = new AbortController();
  const judge = new Judge(
    {
      ask: (question, tellAhead) => {
        sent.push(question);
        return answer(question, tellAhead);
      },
      here: () => ({ site: 'demo', conversation: 'c' }),
      onOrder: (_, { order }) => orders.push(order?.href),
      onAnswered: () => undefined,
      onOrphaned,
      isGone: () => isGone,
      onFlood,
    },
    end.signal,
  );
  const ask = (href: string, context: 'direct' | 'group' = 'direct') => {
    const known = judge.know(href, '', context);
    if (!judge.isFresh(known, performance.now())) {
      judge.judge(known, [link()], 0, performance.now());
    }
    return known;
  };
  return { judge, sent, orders, ask, onOrphaned, onFlood, end };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('Judge', () => {
  test('asks about 10,000 links in at most 10 messages, and about no more than two at once', async () => {
    let [underWay, most] = [0, 0];
    const { judge, sent, orders, ask } = judging(async (question) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 30));
      underWay -= 1;
      return answering(question, () => undefined);
    });
    for (let index = 0; index < 10_000; index += 1) {
      ask(`https://h${index}.example/`);
    }
    judge.flush();
    await vi.runAllTimersAsync();
    expect(sent.length).toBeLessThanOrEqual(10);
    expect(most).toBe(2);
    expect(orders).toHaveLength(10_000);
    expect(new Set(orders).size).toBe(10_000);
  });

  test('asks about equal links once and gives each its order', async () => {
    const { judge, sent, orders, ask } = judging(answering);
    for (let times = 0; times < 3; times += 1) {
      ask('https://a.example/');
    }
    judge.flush();
    await vi.runAllTimersAsync();
    expect(sent.flatMap(({ hrefs }) => hrefs)).toHaveLength(1);
    expect(orders).toHaveLength(3);
  });

  test('asks about links of each kind of conversation by themselves', async () => {
    const { judge, sent, ask } = judging(answering);
    ask('https://a.example/', 'direct');
    ask('https://a.example/', 'group');
    judge.flush();
    await vi.runAllTimersAsync();
    expect(sent.map(({ context, hrefs }) => [context, hrefs.length])).toEqual([
      ['direct', 1],
      ['group', 1],
    ]);
  });

  test('tells nobody of a link that opens as it stands and needs nothing', async () => {
    const { judge, orders, ask } = judging(async () => ({ reason: REASON, orders: [] }));
    const known = ask('https://a.example/');
    const untidy = ask('https://b.example/');
    untidy.isUntidy = true;
    judge.flush();
    await vi.runAllTimersAsync();
    expect(known.order).toEqual({ action: 'open', href: undefined, reason: REASON });
    expect(orders).toEqual([undefined]);
  });

  test('tells at once what comes ahead of the answer, and does not tell it again', async () => {
    const stopped = { action: 'block', href: 'https://s.invalid/', reason: REASON } as const;
    const replies: ((answer: LinkAnswer) => void)[] = [];
    const { judge, orders, ask } = judging((_, tellAhead) => {
      tellAhead([[1, stopped]]);
      return new Promise((resolve) => replies.push(resolve));
    });
    const known = [ask('https://a.example/'), ask('https://b.example/')];
    judge.flush();
    expect(known.map(({ order }) => order)).toEqual([undefined, stopped]);
    expect(orders).toEqual([stopped.href]);
    replies[0]?.({ reason: REASON, orders: [[1, stopped]] });
    await vi.runAllTimersAsync();
    expect(known.map(({ order }) => order?.action)).toEqual(['open', 'block']);
    expect(orders).toEqual([stopped.href]);
  });

  test('does not ask again about what it knows, until it is told to renew', async () => {
    const { judge, sent, ask } = judging(answering);
    const askOne = async () => {
      const known = ask('https://a.example/');
      judge.flush();
      await vi.runAllTimersAsync();
      return known;
    };
    await askOne();
    await askOne();
    expect(sent).toHaveLength(1);
    judge.renew();
    expect(judge.find('https://a.example/', '', 'direct')?.order?.href).toBe('https://a.example/');
    await askOne();
    expect(sent).toHaveLength(2);
  });

  test('drops answers to questions from before it was renewed', async () => {
    const replies: ((answer: LinkAnswer) => void)[] = [];
    const { judge, orders, ask } = judging(() => new Promise((resolve) => replies.push(resolve)));
    const known = ask('https://a.example/');
    judge.flush();
    judge.renew();
    replies[0]?.({ reason: REASON, orders: [] });
    await vi.advanceTimersByTimeAsync(100);
    expect(known.order).toBeUndefined();
    expect(orders).toEqual([]);
  });

  test('spaces messages out while a page is being built', async () => {
    const { judge, sent, ask } = judging(answering);
    for (let index = 0; index < 20; index += 1) {
      ask(`https://h${index}.example/`);
      judge.flush();
      await vi.advanceTimersByTimeAsync(30);
    }
    await vi.runAllTimersAsync();
    expect(sent.length).toBeLessThanOrEqual(6);
    expect(sent.flatMap(({ hrefs }) => hrefs)).toHaveLength(20);
  });

  test('asks again, more and more seldom, until the background answers', async () => {
    let isUp = false;
    const { judge, sent, orders, ask } = judging((question) =>
      (isUp ? answering : down)(question, () => undefined),
    );
    ask('https://a.example/');
    judge.flush();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent.length).toBeGreaterThanOrEqual(4);
    expect(sent.length).toBeLessThanOrEqual(8);
    isUp = true;
    await vi.advanceTimersByTimeAsync(31_000);
    expect(orders).toEqual(['https://a.example/']);
  });

  test('gives up on links that have left the page', async () => {
    const { judge, sent, ask } = judging(down, true);
    ask('https://a.example/');
    judge.flush();
    await vi.runAllTimersAsync();
    expect(sent).toHaveLength(1);
  });

  test('asks about no more than any chat shows, and then a few a second', async () => {
    const { judge, sent, ask, onFlood } = judging(answering);
    for (let index = 0; index < 61_000; index += 1) {
      ask(`https://h${index}.example/`);
    }
    judge.flush();
    await vi.runAllTimersAsync();
    expect(sent.flatMap(({ hrefs }) => hrefs).length).toBeLessThan(60_500);
    expect(onFlood).toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1_000);
    ask('https://late.example/');
    judge.flush();
    await vi.runAllTimersAsync();
    expect(sent.at(-1)?.hrefs).toEqual(['https://late.example/']);
  });

  test('says that the extension was reloaded', async () => {
    const { judge, ask, onOrphaned } = judging(() => Promise.reject(failure('orphaned')));
    ask('https://a.example/');
    judge.flush();
    await vi.runAllTimersAsync();
    expect(onOrphaned).toHaveBeenCalledOnce();
  });

  test('is silent once its page has ended', async () => {
    const { judge, sent, ask, end } = judging(answering);
    ask('https://a.example/');
    end.abort();
    judge.flush();
    await vi.runAllTimersAsync();
    expect(sent).toEqual([]);
  });
});
