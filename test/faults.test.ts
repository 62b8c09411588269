/** docs/faults.md says which test holds which fault: those tests are there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './support/tree.ts';

const TEXT = readFileSync(join(ROOT, 'docs/faults.md'), 'utf8');
const ROWS = TEXT.split('\n').filter((line) => /^\| F\d/.test(line));

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `F${`${from + index}`.padStart(2, '0')}`);

test('the table has every fault of the extension, once', () => {
  const ids = ROWS.flatMap((row) => row.split('|')[1]?.trim().split(', ') ?? []);
  expect(ids).toEqual([...numbered(1, 35), ...numbered(83, 84)]);
});

test.each(ROWS.map((row) => [row.split('|')[1]?.trim(), row] as const))(
  'the tests of %s are there',
  (_, row) => {
    const named = [...row.matchAll(/`([^`]+\.ts)` “([^”]+)”/g)];
    expect(named.length).toBeGreaterThan(0);
    const missing = named.filter(([, file = '', title = '']) => {
      const path = join(ROOT, 'test', file);
      return !existsSync(path) || !readFileSync(path, 'utf8').includes(title);
    });
    expect(missing.map(([text]) => text)).toEqual([]);
  },
);
