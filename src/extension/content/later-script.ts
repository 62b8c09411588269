/**
 * A script that comes later is asked for once; where nobody could be asked, or the browser did not let
 * it in, as into a page that nobody has seen yet, again when it is missed, more and more seldom.
 */
import type { LaterScript } from '../messaging/protocol.ts';
import { ask } from './background-port.ts';
import type { ExtensionApi } from './extension-api.ts';

const FIRST_RETRY_MILLISECONDS = 500;
const LAST_RETRY_MILLISECONDS = 600_000;

/** To be called whenever the script is missed. */
export function wanting(api: ExtensionApi, name: LaterScript): () => void {
  let isAsked = false;
  let notBefore = 0;
  let retryAfter = FIRST_RETRY_MILLISECONDS;
  return () => {
    if (isAsked || performance.now() < notBefore) {
      return;
    }
    isAsked = true;
    void ask(api, 'script.wanted', { name }).catch(() => {
      isAsked = false;
      notBefore = performance.now() + retryAfter;
      retryAfter = Math.min(2 * retryAfter, LAST_RETRY_MILLISECONDS);
    });
  };
}
