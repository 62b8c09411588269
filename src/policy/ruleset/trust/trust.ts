/** What a signed ruleset is judged by: the newest root, and what was revoked since. */

import type { Revocation } from './revocation.ts';
import { openNextRoot, ROOT_LIMIT_PER_WALK, type Root } from './root.ts';

export interface Trust {
  readonly root: Root;
  readonly revocation: Revocation | undefined;
}

export interface RootWalk {
  readonly root: Root;
  /** Of the roots after the one that was held, in order. */
  readonly bytes: readonly Uint8Array[];
  /** False where there may be more of them: what the last one trusts may be outdated already. */
  readonly isWhole: boolean;
}

/**
 * From the root that is held to the newest one, each checked by the one before it. `readRoot` gives
 * undefined where there is none of that number. Throws what `openNextRoot` and `readRoot` throw.
 */
export async function walkRoots(
  held: Root,
  readRoot: (number: number) => Promise<Uint8Array | undefined>,
): Promise<RootWalk> {
  const walked: Uint8Array[] = [];
  let root = held;
  while (walked.length < ROOT_LIMIT_PER_WALK) {
    const bytes = await readRoot(root.number + 1);
    if (bytes === undefined) return { root, bytes: walked, isWhole: true };
    root = await openNextRoot(bytes, root);
    walked.push(bytes);
  }
  return { root, bytes: walked, isWhole: false };
}
