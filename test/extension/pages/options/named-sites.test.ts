import { describe, expect, test } from 'vitest';
import { parseSite } from '../../../../src/policy/index.ts';
import { speak } from '../speaking-browser.ts';

speak('en');
const { nameAmong, namedSites } = await import(
  '../../../../src/extension/pages/options/named-sites.ts'
);

const site = (id: string, en: string) => ({
  id,
  name: { en, zh: `${en}站` },
  hosts: ['chat.example'],
  fingerprint: '#works',
  list: '.talk',
  lastVerified: '2026-11-20',
});

const NONE = { custom: [], byAdministrator: [] };

describe('namedSites', () => {
  test('are the built-in ones, without the one for what is not recognised', () => {
    const ids = namedSites(NONE).map(({ id }) => id);
    expect(ids).toContain('slack');
    expect(ids).not.toContain('generic');
  });

  test('are the person’s own and the administrator’s as well, by their names', () => {
    const sites = namedSites({
      custom: [site('works-chat', 'Works chat')],
      byAdministrator: [parseSite(site('office-chat', 'Office chat'))],
    });
    expect(nameAmong(sites, 'works-chat')).toBe('Works chat');
    expect(nameAmong(sites, 'office-chat')).toBe('Office chat');
    expect(sites).toHaveLength(namedSites(NONE).length + 2);
    speak('zh_CN');
    expect(nameAmong(namedSites({ ...NONE, custom: [site('a', 'A')] }), 'a')).toBe('A站');
    speak('en');
  });

  test('an administrator’s stands in the place of a built-in one, a person’s own does not', () => {
    const own = namedSites({ ...NONE, custom: [site('slack', 'Mine')] });
    expect(nameAmong(own, 'slack')).toBe('Slack');
    const theirs = namedSites({ ...NONE, byAdministrator: [parseSite(site('slack', 'Theirs'))] });
    expect(nameAmong(theirs, 'slack')).toBe('Theirs');
    expect(theirs).toHaveLength(namedSites(NONE).length);
  });

  test('what is not there any more is called by its id', () => {
    expect(nameAmong(namedSites(NONE), 'gone')).toBe('gone');
  });
});
