import { ago, isJustNow } from './time.ts';
import { language, say } from './words.ts';

/** "just now", "5 minutes ago", "2 days ago". */
export function since(time: number): string {
  const now = Date.now();
  return isJustNow(time, now) ? say('just_now') : ago(time, now, language());
}
