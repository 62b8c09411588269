/** What stands for an entry and all before it, so that nobody can change one and leave the rest. */
import { createHash } from 'node:crypto';

/** SHA-256, in hex; before the first entry there is nothing. */
export function linkOf(former: string | undefined, entry: string): string {
  return createHash('sha256')
    .update(former ?? '')
    .update('\n')
    .update(entry)
    .digest('hex');
}
