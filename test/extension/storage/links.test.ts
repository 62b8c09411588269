import { describe, expect, test, vi } from 'vitest';
import { makeFakeBrowser } from '../background/fake-browser.ts';

const fake = makeFakeBrowser();
vi.mock('webextension-polyfill', () => ({ default: fake.browser }));
const { parseKeptLinks, parseStoppedBatch } = await import(
  '../../../src/extension/storage/links.ts'
);

describe('parseStoppedBatch', () => {
  test('leaves the links as text', () => {
    expect(parseStoppedBatch({ at: 1, links: '[]' })).toEqual({ at: 1, links: '[]' });
    expect(parseStoppedBatch({ at: 1, links: [] })).toBeUndefined();
  });
});

describe('parseKeptLinks', () => {
  const link = { site: 's', href: 'h', text: '', context: 'group' };

  test('takes none where there is one that it cannot read: the others would change places', () => {
    expect(parseKeptLinks(JSON.stringify([link]))).toEqual([link]);
    expect(parseKeptLinks(JSON.stringify([{ ...link, context: 'room' }, link]))).toBeUndefined();
  });

  test.each(['[', '', undefined])('takes nothing else: %j', (text) => {
    expect(parseKeptLinks(text)).toBeUndefined();
  });
});
