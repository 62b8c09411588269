import { beforeEach, describe, expect, test } from 'vitest';
import { makeWorld, type World } from './world.ts';

const SITE = {
  id: 'works-chat',
  name: { en: 'Works chat', zh: '工作聊天' },
  hosts: ['chat.example'],
  fingerprint: '#works',
  list: '.talk',
  lastVerified: '2026-11-20',
};

let world: World;
let sites: typeof import('../../../src/extension/background/custom-sites.ts');
let setup: typeof import('../../../src/extension/background/page-setup.ts');

beforeEach(async () => {
  world = await makeWorld();
  await world.startWorker();
  sites = await import('../../../src/extension/background/custom-sites.ts');
  setup = await import('../../../src/extension/background/page-setup.ts');
});

const at = (url: string) => setup.setUpPage({ url });

describe('saveSite', () => {
  test('keeps what was written, and takes its place when it is written again', async () => {
    await sites.saveSite(SITE);
    await sites.saveSite({ ...SITE, list: '.log' });
    expect((await sites.sitesNow()).custom).toEqual([{ ...SITE, list: '.log' }]);
    await sites.removeSite(SITE.id);
    expect((await sites.sitesNow()).custom).toEqual([]);
  });

  test.each([
    ['something else', 7, 'document'],
    ['a wrong field', { ...SITE, clues: [{ at: 'nowhere' }] }, 'clues.0.at'],
    ['more than 20 KB', { ...SITE, paths: Array(16).fill('é'.repeat(1000)) }, '20480 bytes'],
  ])('refuses %s with the place', async (_, value, words) => {
    await expect(sites.saveSite(value)).rejects.toThrow(words);
    expect((await sites.sitesNow()).custom).toEqual([]);
  });

  test('keeps fifty and no more', async () => {
    for (let index = 0; index < 50; index += 1) {
      await sites.saveSite({ ...SITE, id: `site-${index}` });
    }
    await expect(sites.saveSite(SITE)).rejects.toMatchObject({ code: 'too-many' });
    await sites.saveSite({ ...SITE, id: 'site-7', list: '.log' });
    expect((await sites.sitesNow()).custom.length).toBe(50);
  });
});

describe('setUpPage', () => {
  test('tells a page of its own sites, defaults filled in, and of no other', async () => {
    await sites.saveSite(SITE);
    await sites.saveSite({ ...SITE, id: 'below', hosts: ['*.chat.example'] });
    await sites.saveSite({ ...SITE, id: 'anywhere', hosts: [] });
    const ids = async (url: string) => (await at(url)).sites.map(({ id }) => id);
    expect(await ids('https://chat.example/room')).toEqual(['works-chat', 'anywhere']);
    expect(await ids('https://a.chat.example/')).toEqual(['below', 'anywhere']);
    expect(await ids('https://evil.example/?chat.example')).toEqual(['anywhere']);
    expect((await at('https://chat.example/')).sites[0]).toMatchObject({ message: '*', clues: [] });
  });

  test('tells which sites the person switched off', async () => {
    await sites.switchSite('slack', false);
    await sites.switchSite('slack', false);
    expect((await at('https://x.example/')).off).toEqual(['slack']);
    await sites.switchSite('slack', true);
    expect((await at('https://x.example/')).off).toEqual([]);
  });
});
