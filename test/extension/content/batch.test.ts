import { describe, expect, test } from 'vitest';
import { keyOf, LARGEST_BATCH, nextBatch } from '../../../src/extension/content/batch.ts';
import type { LinkSighting } from '../../../src/extension/messaging/protocol.ts';

function sighting(index: number, length = 20): LinkSighting {
  return { href: `https://h${index}.example/`.padEnd(length, 'x'), text: '', context: 'group' };
}

describe('keyOf', () => {
  const link: LinkSighting = { href: 'https://a.example/', text: 'a', context: 'group' };

  test('is one for equal sightings', () => {
    expect(keyOf({ ...link })).toBe(keyOf(link));
  });

  test.each([
    { ...link, href: 'https://b.example/' },
    { ...link, text: 'b' },
    { ...link, context: 'direct' as const },
  ])('tells sightings apart by address, text and context', (other) => {
    expect(keyOf(other)).not.toBe(keyOf(link));
  });
});

describe('nextBatch', () => {
  test('takes everything when it is little', () => {
    const queue = [sighting(1), sighting(2)];
    expect(nextBatch(queue)).toEqual(queue);
  });

  test('is empty for an empty queue', () => {
    expect(nextBatch([])).toEqual([]);
  });

  test('takes no more than the largest batch', () => {
    const queue = Array.from({ length: LARGEST_BATCH + 1 }, (_, index) => sighting(index));
    expect(nextBatch(queue)).toHaveLength(LARGEST_BATCH);
  });

  test('ends early where addresses are long', () => {
    const queue = Array.from({ length: 500 }, (_, index) => sighting(index, 16_384));
    const batch = nextBatch(queue);
    expect(batch.length).toBeGreaterThan(50);
    expect(batch.length).toBeLessThan(200);
  });

  test('always makes headway', () => {
    expect(nextBatch([sighting(1, 5_000_000), sighting(2)])).toHaveLength(1);
  });
});
