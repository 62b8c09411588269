/** What follows when the service answers again, or has stopped to. */
import { broadcastChange } from './broadcast.ts';
import { flushOutbox } from './complaints/outbox.ts';
import { refreshToolbar } from './toolbar.ts';

/** Does not wait: nobody's judgement hangs on it. */
export function serviceChanged(isBack: boolean): void {
  void refreshToolbar();
  if (!isBack) return;
  void broadcastChange();
  void flushOutbox({ isUrgent: true });
}
