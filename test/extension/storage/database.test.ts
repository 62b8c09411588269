import { describe, expect, test, vi } from 'vitest';
import { committed, isFull } from '../../../src/extension/storage/database.ts';

vi.mock('webextension-polyfill', () => ({
  default: { storage: { onChanged: { addListener: () => undefined } } },
}));

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

describe('isFull', () => {
  test('knows a quota, and a full disk by what Chromium says of it', () => {
    expect(isFull(named('QuotaExceededError', 'exceeded'))).toBe(true);
    expect(isFull(named('UnknownError', 'IO error: 000003.log: FILE_ERROR_NO_SPACE'))).toBe(true);
  });

  test('takes nothing else for it', () => {
    expect(isFull(named('AbortError', 'the transaction was aborted'))).toBe(false);
    expect(isFull(named('UnknownError', 'Internal error'))).toBe(false);
    expect(isFull('QuotaExceededError')).toBe(false);
  });
});

describe('committed', () => {
  const failing = (words: string) => Promise.reject(new Error(words));

  test('throws the error of the commit before that of a request', async () => {
    const writing = { done: failing('no space') };
    await expect(committed(writing, failing('aborted'))).rejects.toThrow('no space');
  });

  test('throws the error of a request where the commit has none', async () => {
    const writing = { done: Promise.resolve() };
    await expect(committed(writing, failing('constraint'))).rejects.toThrow('constraint');
    await expect(committed(writing, Promise.resolve(1))).resolves.toBeUndefined();
  });
});
