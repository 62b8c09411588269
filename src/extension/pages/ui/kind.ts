/** The kind of a conversation in words, with how sure the page makes it. */
import type { Certainty, Context } from '../../../policy/index.ts';
import { contextName } from './names.ts';
import { say } from './words.ts';

interface Kind {
  readonly context: Context;
  readonly certainty: Certainty | 'none';
  readonly mayBeBot: boolean;
}

export function kindWords({ context, certainty, mayBeBot }: Kind): string {
  const name =
    context === 'direct' && mayBeBot ? say('context_direct_or_bot') : contextName(context);
  switch (certainty) {
    case 'likely':
      return say('kind_likely', name);
    case 'hint':
      return say('kind_hint', name);
    default:
      return name;
  }
}
