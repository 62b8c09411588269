/**
 * Tells conversations apart by a hash under a secret of this session: nothing of what a page calls
 * its conversations is kept, and the key of one says nothing of it.
 */
import { fullHashOf, toHex } from '../../../policy/index.ts';
import { conversationSecret } from '../../storage/links.ts';
import { keepingLast } from '../keeping-last.ts';
import { randomToken } from '../random-token.ts';

const LENGTH = 24;
const KEPT = 100;

/** A chat asks about the links of one conversation again and again. */
const keyOf = keepingLast(KEPT, (of: string) => toHex(fullHashOf(of)).slice(0, LENGTH));

/** Undefined where the page tells of none. */
export async function conversationKey(
  site: string,
  told: string | undefined,
): Promise<string | undefined> {
  if (told === undefined) return undefined;
  const kept = await conversationSecret.get();
  const secret = kept === '' ? await makeSecret() : kept;
  return keyOf(JSON.stringify([secret, site, told]));
}

function makeSecret(): Promise<string> {
  return conversationSecret.update((before) => before || randomToken(16));
}
