import { describe, expect, test } from 'vitest';
import { jsonOf, readUpTo } from '../../../src/extension/background/fetching.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

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
