/**
 * The network net and the tab watch, end to end: whatever a page does by itself, a listed host
 * hears nothing, and the gate says why.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import { type Ground, prepareGround } from '../support/fault-ground.ts';
import { closeOthers, openChat, publishLists } from '../support/net-ground.ts';
import { goingOn } from './net-going-on.ts';
import { listedHosts } from './net-listed.ts';
import { seenHosts } from './net-seen.ts';
import { selfTest } from './net-self-test.ts';
import { tabWatch } from './net-watch.ts';

describe.each(BROWSERS)('in %s', (name) => {
  let shared: Ground;
  let ground: Ground;
  const there = () => ground;
  beforeAll(async () => {
    shared = await prepareGround(name);
    await publishLists(shared);
  });
  afterAll(() => shared?.close());
  beforeEach(async () => {
    ground = { ...shared, chat: await openChat(shared) };
  });
  afterEach(() => closeOthers(shared));

  // First: of these hosts no link was seen yet.
  listedHosts(there);
  seenHosts(there);
  goingOn(there);
  tabWatch(there);
  selfTest(there);
});
