import { describe, expect, test, vi } from 'vitest';
import { makeFakeBrowser } from '../background/fake-browser.ts';

const fake = makeFakeBrowser();
vi.mock('webextension-polyfill', () => ({ default: fake.browser }));
const { parseStoppedBatch } = await import('../../../src/extension/storage/links.ts');

describe('parseStoppedBatch', () => {
  test('takes no batch with a link that it cannot read: the others would change places', () => {
    const link = { site: 's', href: 'h', text: '', context: 'group' };
    expect(parseStoppedBatch({ at: 1, links: [link] })).toEqual({ at: 1, links: [link] });
    const links = [{ ...link, context: 'room' }, link];
    expect(parseStoppedBatch({ at: 1, links })).toBeUndefined();
  });
});
