import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  fetchFromService,
  jsonOf,
  readUpTo,
} from '../../../../src/extension/background/service/fetching.ts';

vi.mock('webextension-polyfill', async () => {
  const { makeFakeBrowser } = await import('../fake-browser.ts');
  return { default: makeFakeBrowser().browser };
});

const bytes = (text: string) => new TextEncoder().encode(text);

describe('fetchFromService', () => {
  const MINUTES = 300_000;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.stubGlobal('LINK_GUARD_BUILD', { serviceAddress: 'http://service.test' });
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  /** A service whose answer, or the end of it, never comes. */
  function fetching(timeLimit: number, { hasHead }: { hasHead: boolean }) {
    vi.stubGlobal('fetch', async (_: string, { signal }: { signal: AbortSignal }) => {
      const aborted = (fail: (reason: unknown) => void) =>
        signal.addEventListener('abort', () => fail(signal.reason));
      if (!hasHead) return new Promise((_resolve, reject) => aborted(reject));
      return new Response(
        new ReadableStream({ start: (controller) => aborted((why) => controller.error(why)) }),
      );
    });
    const state = { code: '' };
    fetchFromService({ path: '/x', timeLimit, sizeLimit: 10 }).catch((error: unknown) => {
      state.code = (error as { code: string }).code;
    });
    return state;
  }

  test.each([
    [
      'an answer that does not begin, long before the browser ends the worker',
      false,
      MINUTES,
      20_000,
    ],
    ['an answer that does not begin', false, 2000, 2000],
    ['an answer that does not end', true, MINUTES, MINUTES],
  ])('gives up on %s', async (_, hasHead, timeLimit, end) => {
    const state = fetching(timeLimit, { hasHead });
    await vi.advanceTimersByTimeAsync(end - 1);
    expect(state.code).toBe('');
    await vi.advanceTimersByTimeAsync(1);
    expect(state.code).toBe('unreachable');
  });
});

describe('readUpTo', () => {
  test('reads an answer that comes in pieces', async () => {
    const pieces = new ReadableStream({
      start(controller) {
        controller.enqueue(bytes('ab'));
        controller.enqueue(bytes('cd'));
        controller.close();
      },
    });
    expect(await readUpTo(4, { body: pieces })).toEqual(bytes('abcd'));
  });

  test('stops an answer that never ends', async () => {
    let isCancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(bytes('x'.repeat(1000))),
      cancel: () => {
        isCancelled = true;
      },
    });
    await expect(readUpTo(5000, { body: endless })).rejects.toMatchObject({ code: 'too-large' });
    expect(isCancelled).toBe(true);
  });

  test('reads an answer without a body as empty', async () => {
    expect(await readUpTo(4, { body: null })).toHaveLength(0);
  });
});

describe('jsonOf', () => {
  test.each(['application/json', 'application/problem+json'])('reads %s', (mediaType) => {
    expect(jsonOf({ mediaType, bytes: bytes('{"a":1}') })).toEqual({ a: 1 });
  });

  test.each([
    ['a page', 'text/html', '{"a":1}'],
    ['no type', '', '{"a":1}'],
    ['a truncated answer', 'application/json', '{"a":'],
    ['nothing', 'application/json', ''],
  ])('does not take %s for JSON', (_, mediaType, text) => {
    expect(jsonOf({ mediaType, bytes: bytes(text) })).toBeUndefined();
  });
});
