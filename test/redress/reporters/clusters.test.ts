import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clustersOf,
  HOUR,
  plus,
  textShapeOf,
  type Voice,
  velocityOf,
} from '../../../src/redress/index.ts';

const NOW = '2026-06-01T12:00:00.000Z';
const TELLING = 'They wanted my card number before they would send the prize.';

/** People who have nothing in common: hours apart, each with words of their own. */
function voice(id: string, changes: Partial<Voice> = {}): Voice {
  const hours = id.charCodeAt(0) - 'a'.charCodeAt(0);
  return {
    id,
    reporter: `reporter-${id}`,
    network: `network-${id}`,
    at: plus(NOW, -hours * HOUR),
    comment: '',
    ...changes,
  };
}

function sizes(...voices: readonly Voice[]): readonly number[] {
  return clustersOf(voices).map((cluster) => cluster.length);
}

describe('clustersOf', () => {
  test('leaves apart what has nothing in common', () => {
    expect(clustersOf([voice('b'), voice('a'), voice('c')])).toEqual([['a'], ['b'], ['c']]);
    expect(clustersOf([])).toEqual([]);
  });

  test('joins one reporter, one network, and one telling text, however late', () => {
    expect(sizes(voice('a'), voice('b', { reporter: 'reporter-a' }))).toEqual([2]);
    expect(sizes(voice('a'), voice('b', { network: 'network-a' }))).toEqual([2]);
    const loud = { comment: `${TELLING.toUpperCase()}  #7!` };
    expect(sizes(voice('a', { comment: TELLING }), voice('z', loud))).toEqual([2]);
  });

  test('joins short and empty words within one burst alone', () => {
    const at = plus(NOW, -5 * 60_000);
    expect(sizes(voice('a'), voice('b', { at }))).toEqual([2]);
    expect(sizes(voice('a', { comment: 'Fake!' }), voice('b', { at, comment: 'fake 2' }))).toEqual([
      2,
    ]);
    expect(sizes(voice('a', { comment: 'Fake!' }), voice('b', { at, comment: 'fraud' }))).toEqual([
      1, 1,
    ]);
    expect(sizes(voice('a', { comment: 'Fake!' }), voice('b', { comment: 'Fake!' }))).toEqual([
      1, 1,
    ]);
  });

  test('joins through others', () => {
    const middle = voice('b', { network: 'network-a', comment: TELLING });
    expect(clustersOf([voice('a'), voice('c', { comment: TELLING }), middle, voice('d')])).toEqual([
      ['a', 'b', 'c'],
      ['d'],
    ]);
  });

  test('does not know reporters whose network nobody knows as one', () => {
    expect(sizes(voice('a', { network: undefined }), voice('b', { network: undefined }))).toEqual([
      1, 1,
    ]);
  });

  test('does not mind the order, and loses and doubles nobody', () => {
    const voices = fc.uniqueArray(
      fc.record({
        id: fc.uuid(),
        reporter: fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5', 'r6'),
        network: fc.option(fc.constantFrom('n1', 'n2', 'n3'), { nil: undefined }),
        at: fc.integer({ min: 0, max: 48 }).map((hours) => plus(NOW, -hours * HOUR)),
        comment: fc.constantFrom('', 'fake', TELLING, '骗子'),
      }),
      { maxLength: 40, selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(voices, (all) => {
        const clusters = clustersOf(all);
        expect(clustersOf(all.toReversed())).toEqual(clusters);
        expect(clusters.flat().sort()).toEqual(all.map(({ id }) => id).sort());
      }),
    );
  });

  test('takes ten thousand of one campaign as one', () => {
    const campaign = Array.from({ length: 10_000 }, (_, index) =>
      voice('a', {
        id: `c${index}`,
        reporter: `r${index}`,
        network: `n${index % 300}`,
        comment: TELLING,
      }),
    );
    expect(sizes(...campaign)).toEqual([10_000]);
  });
});

describe('textShapeOf', () => {
  test('keeps what is not easily varied', () => {
    expect(textShapeOf(' ＦＡＫＥ  shop #12, "now"!')).toBe('fakeshopnow');
    expect(textShapeOf('骗子！ 2026')).toBe('骗子');
  });
});

describe('velocityOf', () => {
  const independent = (count: number) =>
    Array.from({ length: count }, (_, index) => voice(String.fromCharCode(97 + index)));

  test('tells a burst from five reporters that do not belong together in a day', () => {
    expect(velocityOf(independent(4), NOW)).toEqual({
      complaints: 4,
      reporters: 4,
      isBurst: false,
    });
    expect(velocityOf(independent(5), NOW)).toEqual({ complaints: 5, reporters: 5, isBurst: true });
  });

  test('does not count a campaign, nor what is older than a day or yet to come', () => {
    const campaign = independent(20).map((one) => ({ ...one, network: 'one' }));
    expect(velocityOf(campaign, NOW)).toEqual({ complaints: 20, reporters: 1, isBurst: false });
    expect(velocityOf(independent(5), plus(NOW, 24 * HOUR)).complaints).toBe(0);
    expect(velocityOf(independent(5), plus(NOW, -HOUR)).complaints).toBe(4);
  });
});
