import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { libraryTrie, pack } from '../../scripts/pack-suffixes.ts';
import { makeFakeBrowser, OWN_ORIGIN } from './background/fake-browser.ts';

vi.mock('webextension-polyfill', () => ({ default: makeFakeBrowser().browser }));

const FILE = Uint8Array.from(pack(await libraryTrie()));
const asked: string[] = [];
let answer: () => Response;

beforeEach(() => {
  vi.resetModules();
  asked.length = 0;
  answer = () => new Response(FILE);
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    return answer();
  });
});

afterEach(() => vi.unstubAllGlobals());

test('answers once it is loaded, and throws before', async () => {
  const { loadPublicSuffixes, parse } = await import('../../src/extension/public-suffixes.ts');
  expect(() => parse('www.example.co.uk')).toThrow('asked before they were loaded');
  await Promise.all([loadPublicSuffixes(), loadPublicSuffixes()]);
  expect(parse('www.example.co.uk').domain).toBe('example.co.uk');
  expect(asked).toEqual([`${OWN_ORIGIN}/suffixes.bin`]);
});

test('is loaded again after it could not be', async () => {
  const { loadPublicSuffixes, parse } = await import('../../src/extension/public-suffixes.ts');
  answer = () => new Response('no such file');
  await expect(loadPublicSuffixes()).rejects.toThrow('not a file of them');
  expect(() => parse('example.com')).toThrow('asked before they were loaded');
  answer = () => new Response(FILE);
  await loadPublicSuffixes();
  expect(parse('example.com').domain).toBe('example.com');
});

test('is not asked while the engine is being loaded, for it cannot be there yet', async () => {
  const early: unknown[] = [];
  vi.doMock('tldts', () => ({ parse: (host: unknown) => early.push(host) }));
  const { registrableDomain } = await import('../../src/policy/index.ts');
  expect(early).toEqual([]);
  registrableDomain('example.com');
  expect(early).toEqual(['example.com']);
});
