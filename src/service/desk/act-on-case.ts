/** Does one thing to a case: decides it by the rules, and writes what comes of it. */
import {
  type Case,
  type CaseCommand,
  type CaseFacts,
  decide,
  type RefusalCode,
} from '../../redress/index.ts';
import type { Store } from '../store/store.ts';

export type ActOutcome =
  | { readonly kind: 'done'; readonly theCase: Case }
  | { readonly kind: 'refused'; readonly code: RefusalCode | 'changed-meanwhile' };

export interface ActOptions {
  readonly store: Pick<Store, 'cases' | 'appendToCase'>;
  readonly facts: CaseFacts;
  /** Of the case as it was on somebody's screen; where it is another by now nothing is done. */
  readonly version?: number | undefined;
}

export async function actOnCase(
  caseId: string,
  command: CaseCommand,
  { store, facts, version }: ActOptions,
): Promise<ActOutcome> {
  const [theCase] = await store.cases([caseId]);
  if (theCase === undefined) return { kind: 'refused', code: 'no-such-case' };
  if (version !== undefined && theCase.version !== version) {
    return { kind: 'refused', code: 'changed-meanwhile' };
  }
  const outcome = decide(theCase, command, facts);
  if (!outcome.ok) return { kind: 'refused', code: outcome.refusal };
  const { at, actor, kind: act } = command;
  const appended = await store.appendToCase({
    caseId,
    expectedVersion: theCase.version,
    events: outcome.events,
    act: { at, actor, act },
  });
  if (appended.kind === 'changed-meanwhile') return { kind: 'refused', code: appended.kind };
  return { kind: 'done', theCase: appended.theCase };
}
