/** Where the browser would have opened a link, had the click been let through. Pure. */
import type { Disposition } from '../messaging/protocol.ts';

/** Without a key, a button or a browser's name where nothing was pressed, as when a form is sent. */
export interface Press {
  readonly button?: number;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
  readonly shiftKey?: boolean;
  /** The link's target, or the document's default one. */
  readonly target: string;
  readonly isApple?: boolean;
  /** In a frame "this tab" would lose the page around it. */
  readonly isFramed: boolean;
}

export function dispositionOf(press: Press): Disposition {
  const wantsTab = press.button === 1 || (press.isApple ? press.metaKey : press.ctrlKey);
  if (wantsTab) {
    return press.shiftKey ? 'new-tab' : 'background-tab';
  }
  if (press.shiftKey) {
    return 'new-window';
  }
  switch (press.target.toLowerCase()) {
    case '_top':
      return 'current-tab';
    case '':
    case '_self':
    case '_parent':
      return press.isFramed ? 'new-tab' : 'current-tab';
    default:
      return 'new-tab';
  }
}
