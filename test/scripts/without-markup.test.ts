import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { removeWriting } from '../../scripts/without-markup.ts';

const preact = createRequire(import.meta.url).resolve('preact');

test('the Preact that is installed is left without a way to write markup, and as it was otherwise', async () => {
  const code = await readFile(preact, 'utf8');
  const without = removeWriting(code);
  expect(without).not.toContain('innerHTML');
  expect(code.length - without.length).toBeGreaterThan(50);
  expect(code.length - without.length).toBeLessThan(120);
});

test.each([
  ['that has no such place', 'a.textContent=b'],
  ['that has it in another form', 'a.innerHTML=b.__html'],
  [
    'that has it twice',
    'l||y&&(h.__html==y.__html||h.__html==t.innerHTML)||(t.innerHTML=h.__html);'.repeat(2),
  ],
])('a Preact %s fails the build', (_, code) => {
  expect(() => removeWriting(code)).toThrow('look at it again');
});
