/** What the content script does to pages, and what pages cannot do to it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import { drafts } from './content-drafts.ts';
import { hostilePages } from './content-hostile.ts';
import { judgedLinks } from './content-judged.ts';
import { longLists } from './content-long.ts';
import { LISTED } from './content-pages.ts';
import { plainText } from './content-text.ts';
import { prepareWorld, type World } from './content-world.ts';

describe.each(BROWSERS)('the content script, in %s', (name) => {
  let world: World;
  const there = () => world;
  beforeAll(async () => {
    world = await prepareWorld(name);
  });
  afterAll(() => world.close());
  beforeEach(() => world.internet.clear());
  afterEach(() => {
    expect(world.internet.contacts(LISTED)).toEqual([]);
  });

  judgedLinks(there);
  hostilePages(there);
  drafts(there);
  plainText(there);
  longLists(there);
});
