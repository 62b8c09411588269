/**
 * The budget of attention: a question about what is not suspected of anything is asked once for an
 * address in a conversation. Who went on is not asked again until the browser closes.
 */
import { decidedBy, scopeValue } from '../../../policy/index.ts';
import { addException } from '../verdict/exceptions.ts';
import { type Judged, webDestination } from '../verdict/judge.ts';

/** Asked by a general rule, with nothing known or seen against the link, and not for an administrator. */
export function isPlainQuestion({ decision }: Judged): boolean {
  const decided = decidedBy(decision.trace);
  if (decision.action !== 'ask' || decided === undefined) return false;
  const { authority, source } = decided;
  return source !== 'managed' && !['severe-verdict', 'verdict'].includes(authority);
}

/** Never rejects: where it cannot be kept, the question is asked again. */
export async function settle(judged: Judged): Promise<void> {
  const destination = webDestination(judged);
  if (destination === undefined || !isPlainQuestion(judged)) return;
  const value = scopeValue('url', destination);
  if (value === undefined) return;
  const { context: madeIn, site, conversation } = judged.sighted;
  const answer = { scope: 'url', value, madeIn, site, conversation, lifts: 'ask' } as const;
  const settling = addException({ ...answer, lasts: 'session' });
  await settling.then(undefined, () => undefined);
}
