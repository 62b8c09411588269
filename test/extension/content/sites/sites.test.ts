import { describe, expect, test } from 'vitest';
import { generic as pageGeneric } from '../../../../src/extension/content/generic.ts';
import { isHostLike } from '../../../../src/extension/content/sites/host-like.ts';
import {
  attributesOf,
  defineSite,
  demo,
  generic,
  SITES,
  sitesOn,
} from '../../../../src/extension/content/sites/index.ts';
import { parseSite } from '../../../../src/policy/index.ts';

describe.each(SITES.map((site) => [site.id, site] as const))('the site %s', (_, site) => {
  test('has an id that the background accepts', () => {
    expect(site.id).toMatch(/^[a-z0-9-]{1,64}$/);
  });

  test('is what an administrator could write, defaults included', () => {
    expect(parseSite(site)).toEqual(site);
  });

  test('says when it was verified, by a day that is not to come', () => {
    expect(site.lastVerified).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(Date.parse(site.lastVerified)).toBeLessThanOrEqual(Date.now());
  });

  test('names addresses that can be opened', () => {
    expect(site.tryOn.filter((address) => !URL.canParse(address))).toEqual([]);
  });
});

describe('SITES', () => {
  test('have ids of their own', () => {
    expect(new Set(SITES.map(({ id }) => id)).size).toBe(SITES.length);
  });

  test('end with the generic one', () => {
    expect(SITES.at(-1)).toBe(generic);
  });
});

describe('sitesOn', () => {
  const selfHosted = SITES.filter((site) => site.hosts.length === 0 && site !== generic);

  test('gives self-hosted clients on a host that nobody knows, and where the demo is', () => {
    expect(sitesOn('chat.example.org')).toEqual(selfHosted);
    expect(sitesOn('localhost')).toEqual([demo, ...selfHosted]);
    expect(sitesOn('localhost.example')).toEqual(selfHosted);
  });

  test('gives a client with hosts on its hosts alone, and no other with it', () => {
    expect(sitesOn('app.slack.com').map(({ id }) => id)).toEqual(['slack']);
  });
});

describe('isHostLike', () => {
  test('takes a star for what is below a host, and not for the host', () => {
    expect(isHostLike('a.chat.example', '*.chat.example')).toBe(true);
    expect(isHostLike('chat.example', '*.chat.example')).toBe(false);
    expect(isHostLike('evilchat.example', '*.chat.example')).toBe(false);
  });
});

describe('defineSite', () => {
  const shortest = {
    id: 'short',
    name: { en: 'Short', zh: '短' },
    fingerprint: '#chat',
    list: '#list',
    lastVerified: '2026-11-20',
  };

  test('fills in what the schema would', () => {
    expect(defineSite(shortest)).toEqual(parseSite(shortest));
    const clues = [{ at: 'around', selector: '.room', context: 'group' } as const];
    expect(defineSite({ ...shortest, clues })).toEqual(parseSite({ ...shortest, clues }));
  });
});

describe('attributesOf', () => {
  test('gives those that a page observes before it knows any other site', () => {
    expect(attributesOf(generic).toSorted()).toEqual(pageGeneric.observed.toSorted());
  });

  test('gives the attributes that clues and selectors read', () => {
    expect(attributesOf(demo)).toEqual(
      expect.arrayContaining(['data-message', 'data-conversation-kind']),
    );
  });

  test('gives those in which ids and names are read', () => {
    const read = {
      ...demo,
      messageId: { selector: '.row', attribute: 'data-row' },
      sender: { selector: '[data-by]', attribute: 'data-by' },
      conversation: { selector: 'main', attribute: 'data-with' },
    };
    expect(attributesOf(read)).toEqual(
      expect.arrayContaining(['data-row', 'data-by', 'data-with']),
    );
    expect(attributesOf({ ...demo, messageId: '' })).not.toContain('');
  });
});
