/** What a person does in a chat: follow, send, copy, write; the guard stands beside it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import { LISTED } from './content-pages.ts';
import { prepareWorld, type World } from './content-world.ts';
import { realChat } from './press-converse.ts';
import { copying } from './press-copying.ts';
import { drafts } from './press-drafts.ts';
import { dropping, fromTheMenu } from './press-dragging.ts';
import { marksAloud, marksAndPages } from './press-marks.ts';
import { waysToFollow } from './press-ways.ts';

describe.each(BROWSERS)('a person in a chat, in %s', (name) => {
  let world: World;
  const there = () => world;
  beforeAll(async () => {
    world = await prepareWorld(name);
  });
  afterAll(() => world.close());
  beforeEach(() => world.internet.clear());
  afterEach(() => expect(world.internet.requests(LISTED)).toEqual([]));

  waysToFollow(there);
  copying(there);
  drafts(there);
  marksAndPages(there);
  if (name === 'chromium') {
    marksAloud(there);
    dropping(there);
  } else {
    fromTheMenu(there);
  }
});

describe.each(BROWSERS)('a person in a real web chat, in %s', (name) => realChat(name));
