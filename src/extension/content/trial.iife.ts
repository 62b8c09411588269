/** Tries a site's definition on a page: put there by the background when somebody writes one. */
import { listenToBackground } from './background-port.ts';
import { extensionApi } from './extension-api.ts';
import { ownWorld } from './own-world.ts';
import { trySite } from './try-site.ts';

const api = extensionApi();
const { linkGuard } = ownWorld;
if (api !== undefined && linkGuard !== undefined && !linkGuard.hasTrial) {
  linkGuard.hasTrial = true;
  listenToBackground(api, { 'site.try': ({ site }) => trySite(site) }, linkGuard.page.signal);
}
