import { expect, test } from 'vitest';
import { read } from '../support/tree.ts';

test('opens our pages without an opener, and keeps the worker in a process that is there', () => {
  const manifest = JSON.parse(read('manifest.json')) as Record<string, unknown>;
  expect(manifest.cross_origin_opener_policy).toEqual({ value: 'same-origin' });
  // With the other one, Chromium makes a process for each start (docs/decisions/0011).
  expect(manifest).not.toHaveProperty('cross_origin_embedder_policy');
});
