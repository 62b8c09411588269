/** Entry of the content script: one classic file, at document_start, in every frame. */
import { extensionApi, isOrphaned } from './extension-api.ts';
import { ownWorld } from './own-world.ts';
import { guardPage } from './page.ts';

const api = extensionApi();
const isGuarded =
  ownWorld.linkGuard?.document === document && !ownWorld.linkGuard.page.signal.aborted;
if (api !== undefined && !isOrphaned(api) && !isGuarded) {
  // A frame's first empty document shares its window with the one that follows.
  ownWorld.linkGuard?.page.stop();
  ownWorld.linkGuard = { document, page: guardPage(api) };
}
