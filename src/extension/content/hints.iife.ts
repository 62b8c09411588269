/** Gives a page hints on what is written in it: put there by the background once somebody writes. */
import { Drafts } from './drafts.ts';
import { ownWorld } from './own-world.ts';

ownWorld.linkGuard?.page.takeHints(
  (surroundings, listeners) => new Drafts(surroundings, listeners),
);
