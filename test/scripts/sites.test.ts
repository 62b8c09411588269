import { describe, expect, test } from 'vitest';
import { describeSites } from '../../scripts/sites.ts';
import { SITES } from '../../src/extension/content/sites/index.ts';
import { SITE_CASES } from '../e2e/sites/index.ts';
import { read } from '../support/tree.ts';

describe('docs/sites.md', () => {
  test('is what `npm run sites` writes', async () => {
    expect(read('docs/sites.md')).toBe(await describeSites());
  });
});

describe('the tests of the sites', () => {
  test('have a reduced page for every site', () => {
    // These two are shown on localhost, with the generic one.
    const elsewhere = ['demo', 'converse'];
    const tested = new Set([...elsewhere, ...SITE_CASES.map(({ site }) => site)]);
    expect(SITES.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
  });

  test('change every reduced page: a message comes, and the list is scrolled', () => {
    const missing = SITE_CASES.filter(
      ({ steps }) =>
        !['append', 'recycle'].every((does) => steps.some(({ chat }) => chat[0] === does)),
    );
    expect(missing.map(({ at }) => at)).toEqual([]);
  });
});
