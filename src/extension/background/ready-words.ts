/** Words of the worker's own, in the language in force: to be waited for before any is said. */
import { languageInForce } from '../storage/settings.ts';
import { speak } from '../words.ts';

/** Never rejects. */
export async function readyWords(): Promise<void> {
  await speak(await languageInForce.get());
}
