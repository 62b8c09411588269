/** Tells the background of a link that is stopped, or not judged yet, and was pressed. */
import type { Disposition, LinkSighting } from '../messaging/protocol.ts';
import { ask } from './background-port.ts';
import type { Desk } from './desk.ts';
import { type ExtensionApi, isOrphaned } from './extension-api.ts';

/** Never rejects. */
export type TellActivated = (
  pressed: Element,
  link: LinkSighting,
  disposition: Disposition,
) => Promise<void>;

export function tellActivated(api: ExtensionApi, desk: Desk): TellActivated {
  return async (pressed, link, disposition) => {
    const here = desk.recognition?.here;
    try {
      await ask(api, 'link.activated', { site: 'generic', ...here, link, disposition });
    } catch {
      if (!isOrphaned(api)) {
        // Nothing was opened, and the person should see that it was us.
        const { i18n } = api;
        const says = ['mark_ask', 'mark_unreachable'].map((key) => i18n.getMessage(key));
        desk.showStopped(pressed, desk.unreachable ?? (says as [string, string]));
      }
    }
  };
}
