import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
});

afterEach(() => {
  vi.useRealTimers();
});

/** What a worker that is started now knows of its rest. */
async function start() {
  const { atRest, beforeRest } = await import('../../../src/extension/background/rest.ts');
  const state = { isAtRest: false };
  void atRest.then(() => {
    state.isAtRest = true;
  });
  return { beforeRest, state };
}

test('comes soon where nobody asks', async () => {
  const { state } = await start();
  await vi.advanceTimersByTimeAsync(49);
  expect(state.isAtRest).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(state.isAtRest).toBe(true);
});

test('comes when the last open question was answered, or has failed', async () => {
  const { beforeRest, state } = await start();
  const first = Promise.withResolvers<number>();
  const second = Promise.withResolvers<number>();
  const answered = beforeRest(() => first.promise);
  const failed = beforeRest(() => second.promise);
  await vi.advanceTimersByTimeAsync(300);
  first.resolve(7);
  expect(await answered).toBe(7);
  await vi.advanceTimersByTimeAsync(300);
  expect(state.isAtRest).toBe(false);
  second.reject(new Error('no'));
  await expect(failed).rejects.toThrow('no');
  await vi.advanceTimersByTimeAsync(50);
  expect(state.isAtRest).toBe(true);
});

test('comes after a second, however much is asked', async () => {
  const { beforeRest, state } = await start();
  void beforeRest(() => new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(999);
  expect(state.isAtRest).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(state.isAtRest).toBe(true);
});
