import { beforeEach, describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../world.ts';

const SITE = {
  id: 'works-chat',
  name: { en: 'Works chat', zh: '工作聊天' },
  hosts: ['chat.example'],
  fingerprint: '#works',
  list: '.talk',
  lastVerified: '2026-11-20',
};

let world: World;
let sites: typeof import('../../../../src/extension/background/sites/custom-sites.ts');
let setup: typeof import('../../../../src/extension/background/sites/page-setup.ts');

beforeEach(async () => {
  world = await makeWorld();
  await world.startWorker();
  sites = await import('../../../../src/extension/background/sites/custom-sites.ts');
  setup = await import('../../../../src/extension/background/sites/page-setup.ts');
});

const at = (host: string) => setup.setUpPage({ host });
const idsAt = async (host: string) => (await at(host)).sites.map(({ id }) => id);

describe('saveSite', () => {
  test('keeps what was written, and takes its place when it is written again', async () => {
    await sites.saveSite(SITE);
    await sites.saveSite({ ...SITE, list: '.log' });
    expect((await sites.sitesNow()).custom).toEqual([{ ...SITE, list: '.log' }]);
    await sites.removeSite(SITE.id);
    expect((await sites.sitesNow()).custom).toEqual([]);
  });

  test('takes its choice with it when it is removed, and leaves that of a built-in one', async () => {
    const settings = await import('../../../../src/extension/storage/settings.ts');
    await sites.saveSite(SITE);
    await sites.saveSite({ ...SITE, id: 'slack' });
    const chosen = { 'works-chat': 'block', slack: 'ask' } as const;
    await settings.personal.set({ contexts: { group: 'ask' }, categories: {}, sites: chosen });
    await sites.removeSite(SITE.id);
    await sites.removeSite('slack');
    expect(await settings.personal.get()).toMatchObject({
      contexts: { group: 'ask' },
      sites: { slack: 'ask' },
    });
    expect((await settings.personal.get()).sites).not.toHaveProperty('works-chat');
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

describe('siteNamesNow', () => {
  test('names what is built in and what was written; an administrator’s own comes first', async () => {
    await sites.saveSite(SITE);
    await sites.saveSite({ ...SITE, id: 'slack' });
    expect(await sites.siteNamesNow()).toMatchObject({
      'works-chat': SITE.name,
      slack: { en: 'Slack', zh: 'Slack' },
    });
    const managed = await import('../../../../src/extension/storage/managed.ts');
    const theirs = { ...SITE, id: 'slack', name: { en: 'Theirs', zh: '他们的' } };
    await managed.reconcileManaged({
      delivered: { kind: 'document', document: { format: 1, customSites: [theirs] } },
    });
    expect(await sites.siteNamesNow()).toMatchObject({ slack: theirs.name });
    expect(sites.knownNameOn('app.slack.com')?.en).toBe('Slack');
    expect(sites.knownNameOn('slack.example')).toBeUndefined();
  });
});

describe('setUpPage', () => {
  test('tells a page of its own sites, defaults filled in, and of no other', async () => {
    await sites.saveSite(SITE);
    await sites.saveSite({ ...SITE, id: 'below', hosts: ['*.chat.example'] });
    await sites.saveSite({ ...SITE, id: 'anywhere', hosts: [] });
    const selfHosted = await idsAt('');
    expect(selfHosted[0]).toBe('anywhere');
    expect(selfHosted.length).toBeGreaterThan(1);
    expect(await idsAt('chat.example')).toEqual(['works-chat', ...selfHosted]);
    expect(await idsAt('a.chat.example')).toEqual(['below', ...selfHosted]);
    expect(await idsAt('evilchat.example')).toEqual(selfHosted);
    expect((await at('chat.example')).sites[0]).toMatchObject({ message: '*', clues: [] });
  });

  test('tells the person’s own before those of the host, and none that nobody hosts there', async () => {
    await sites.saveSite({ ...SITE, hosts: ['web.telegram.org'] });
    expect(await idsAt('web.telegram.org')).toEqual(['works-chat', 'telegram-k', 'telegram-a']);
  });

  test('tells nothing that only people read', async () => {
    for (const site of (await at('web.telegram.org')).sites) {
      expect(site).toHaveProperty('fingerprint');
      for (const field of ['name', 'certainty', 'lastVerified', 'tryOn']) {
        expect(site).not.toHaveProperty(field);
      }
    }
  });

  test('tells which attributes are to be observed', async () => {
    await sites.saveSite({ ...SITE, list: '[data-log]' });
    expect((await at('chat.example')).sites[0]?.observed).toEqual(['data-log']);
  });

  test('leaves out what the person switched off', async () => {
    await sites.saveSite(SITE);
    await sites.switchSite('slack', false);
    await sites.switchSite('works-chat', false);
    expect(await idsAt('app.slack.com')).toEqual([]);
    expect(await idsAt('chat.example')).not.toContain('works-chat');
    await sites.switchSite('slack', true);
    expect(await idsAt('app.slack.com')).toEqual(['slack']);
  });

  test('lets nobody take the place of a built-in one', async () => {
    await sites.saveSite({ ...SITE, id: 'slack' });
    expect(await idsAt('chat.example')).not.toContain('slack');
  });
});
