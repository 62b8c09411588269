import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { wanting } from '../../../src/extension/content/later-script.ts';
import { type Background, fakeApi } from './fake-api.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const GIVEN = async () => ({ ok: true });
const REFUSED = async () => ({ ok: false, code: 'unexpected' });

/** How often it was asked for, when it was missed four times a second for so many seconds. */
async function askedIn(seconds: number, background: Background): Promise<number> {
  const api = fakeApi(background);
  const want = wanting(api, 'text');
  for (let turn = 0; turn < 4 * seconds; turn += 1) {
    want();
    await vi.advanceTimersByTimeAsync(250);
  }
  expect(api.sent[0]).toMatchObject({ name: 'script.wanted', input: { name: 'text' } });
  return api.sent.length;
}

describe('wanting', () => {
  test('asks once, however often the script is missed', async () => {
    expect(await askedIn(60, GIVEN)).toBe(1);
  });

  test('asks again where the browser did not let it in, more and more seldom', async () => {
    expect(await askedIn(2, REFUSED)).toBeGreaterThanOrEqual(2);
    expect(await askedIn(60, REFUSED)).toBeLessThanOrEqual(8);
    expect(await askedIn(3_600, REFUSED)).toBeLessThanOrEqual(20);
  });

  test('asks no more once it was let in', async () => {
    const answers = [REFUSED, GIVEN];
    expect(await askedIn(600, () => (answers.shift() ?? REFUSED)())).toBe(2);
  });
});
