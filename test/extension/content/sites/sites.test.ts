import { describe, expect, test } from 'vitest';
import {
  converse,
  defineSite,
  demo,
  EDITABLE,
  generic,
  SITES,
  sitesOn,
} from '../../../../src/extension/content/sites/index.ts';
import { CONTEXTS } from '../../../../src/policy/context.ts';

describe.each(SITES.map((site) => [site.id, site] as const))('the site %s', (_, site) => {
  test('has an id that the background accepts', () => {
    expect(site.id).toMatch(/^[a-z0-9-]{1,64}$/);
  });

  test('knows only the contexts of the glossary', () => {
    expect(CONTEXTS).toEqual(expect.arrayContaining(site.context.map(({ context }) => context)));
  });

  test('never reads drafts', () => {
    expect(site.exclude.startsWith(EDITABLE)).toBe(true);
  });

  test('says when it was verified, by a day that is not to come', () => {
    expect(site.lastVerified).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(Date.parse(site.lastVerified)).toBeLessThanOrEqual(Date.now());
  });

  test('observes the attributes by which it tells contexts apart', () => {
    const read = site.context.flatMap(({ selector }) =>
      [...selector.matchAll(/\[([a-z-]+)/g)].map(([, attribute]) => attribute),
    );
    expect(site.evidenceAttributes).toEqual(expect.arrayContaining(read));
  });

  test('names addresses that can be opened', () => {
    expect(site.tryOn.filter((address) => !URL.canParse(address))).toEqual([]);
  });
});

describe('SITES', () => {
  test('have ids of their own', () => {
    expect(new Set(SITES.map(({ id }) => id)).size).toBe(SITES.length);
  });

  test('end with the generic one, the only one that guesses a list', () => {
    expect(SITES.at(-1)).toBe(generic);
    expect(SITES.filter((site) => site.fallsBackToLargestList)).toEqual([generic]);
  });
});

describe('sitesOn', () => {
  test('gives self-hosted clients on every host', () => {
    expect(sitesOn('chat.example.org')).toEqual([converse, generic]);
  });

  test('gives a client with hosts on its hosts alone', () => {
    expect(sitesOn('localhost')).toContain(demo);
    expect(sitesOn('localhost.example')).not.toContain(demo);
  });
});

describe('defineSite', () => {
  const bare = { ...generic, exclude: '' };

  test('excludes editable regions without being told', () => {
    expect(defineSite(bare).exclude).toBe(EDITABLE);
    expect(defineSite({ ...bare, exclude: 'aside' }).exclude).toBe(`${EDITABLE},aside`);
  });
});
