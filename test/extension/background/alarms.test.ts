import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type FakeBrowser, makeFakeBrowser } from './fake-browser.ts';

let fake: FakeBrowser;
let alarms: typeof import('../../../src/extension/background/alarms.ts');

beforeEach(async () => {
  fake = makeFakeBrowser();
  vi.resetModules();
  vi.doMock('webextension-polyfill', () => ({ default: fake.browser }));
  alarms = await import('../../../src/extension/background/alarms.ts');
});

describe('ensureAlarms', () => {
  test('spreads those who install at once over half of the time between two looks', async () => {
    const delays: number[] = [];
    for (let count = 0; count < 1000; count += 1) {
      fake.alarms.clear();
      await alarms.ensureAlarms();
      expect(fake.alarms.get('ruleset')).toMatchObject({ periodInMinutes: 30 });
      delays.push(Number(fake.alarms.get('ruleset')?.delayInMinutes));
    }
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(15);
    expect(Math.max(...delays)).toBeLessThanOrEqual(30);
    for (let from = 15; from < 30; from += 1) {
      const within = delays.filter((delay) => delay >= from && delay < from + 1).length;
      // A fifteenth of them is 67; twice as many is eight standard deviations away.
      expect(within).toBeLessThan(134);
      expect(within).toBeGreaterThan(15);
    }
  });

  test('leaves an alarm that is there as it is, with its own moment', async () => {
    await alarms.ensureAlarms();
    const before = fake.alarms.get('ruleset');
    await alarms.ensureAlarms();
    expect(fake.alarms.get('ruleset')).toBe(before);
  });
});
