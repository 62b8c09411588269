import { describe, expect, test } from 'vitest';
import { batchLength, LARGEST_BATCH, questionOf } from '../../../src/extension/content/batch.ts';
import type { LinkSighting } from '../../../src/extension/messaging/protocol.ts';

function sighting(index: number, length = 20): LinkSighting {
  return { href: `https://h${index}.example/`.padEnd(length, 'x'), text: '', context: 'group' };
}

describe('batchLength', () => {
  test('takes everything when it is little', () => {
    expect(batchLength([sighting(1), sighting(2)])).toBe(2);
  });

  test('takes nothing from an empty queue', () => {
    expect(batchLength([])).toBe(0);
  });

  test('takes no more than the largest batch', () => {
    const queue = Array.from({ length: LARGEST_BATCH + 1 }, (_, index) => sighting(index));
    expect(batchLength(queue)).toBe(LARGEST_BATCH);
  });

  test('ends early where addresses are long', () => {
    const queue = Array.from({ length: 500 }, (_, index) => sighting(index, 16_384));
    expect(batchLength(queue)).toBeGreaterThan(50);
    expect(batchLength(queue)).toBeLessThan(200);
  });

  test('always makes headway', () => {
    expect(batchLength([sighting(1, 5_000_000), sighting(2)])).toBe(1);
  });
});

describe('questionOf', () => {
  test('says an address once where the text is the same', () => {
    const links = [
      { href: 'https://a.example/', text: 'https://a.example/', context: 'group' },
      { href: 'https://b.example/', text: '', context: 'group' },
    ] as const;
    expect(questionOf({ site: 'demo', conversation: 'c' }, 'group', links)).toEqual({
      site: 'demo',
      conversation: 'c',
      context: 'group',
      hrefs: ['https://a.example/', 'https://b.example/'],
      texts: [null, ''],
    });
  });
});
