/** Entry of the content script: one classic file, at document_start, in every frame. */
import { extensionApi, isOrphaned } from './extension-api.ts';
import { Page } from './page.ts';

/** In the script's own world, which no page sees. */
const world = globalThis as { linkGuard?: { readonly document: Document; readonly page: Page } };

const api = extensionApi();
const isGuarded = world.linkGuard?.document === document && !world.linkGuard.page.isStopped;
if (api !== undefined && !isOrphaned(api) && !isGuarded) {
  // A frame's first empty document shares its window with the one that follows.
  world.linkGuard?.page.stop();
  world.linkGuard = { document, page: new Page(api) };
}
