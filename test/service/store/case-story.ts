/** What people do to a case, decided by the rules and appended to a real store. */
import { randomUUID } from 'node:crypto';
import { VIOLATIONS } from '../../../src/policy/index.ts';
import {
  type Actor,
  type Case,
  type CaseCommand,
  type CaseFacts,
  decide,
  type RulingDraft,
} from '../../../src/redress/index.ts';
import type { AppendOutcome, Store } from '../../../src/service/store/store.ts';
import { sampleComplaint } from '../sample-complaint.ts';
import { sampleFiling } from './sample-filing.ts';

export const REVIEWER: Actor = { id: 'reviewer-1', role: 'reviewer' };
export const PUBLISHER: Actor = { id: 'publisher-1', role: 'publisher' };

export const FACTS: CaseFacts = {
  actions: Object.fromEntries(
    VIOLATIONS.map((violation) => [violation, 'warn']),
  ) as CaseFacts['actions'],
};

export const ADDRESS = 'https://prize.example/win?from=group';

/** `CaseCommand` without who and when, which a story gives. */
type Deed = CaseCommand extends infer Command
  ? Command extends CaseCommand
    ? Omit<Command, 'actor' | 'at'>
    : never
  : never;

export function draftOf(changes: Partial<RulingDraft> = {}): RulingDraft {
  return {
    address: ADDRESS,
    scope: 'page',
    measure: { kind: 'list', violation: 'inducement', severity: 'lesser' },
    facts: 'The page asks to be shared to three groups.',
    ground: { kind: 'rules', explanation: 'Inducing to share is against the rules.' },
    automation: 'none',
    ...changes,
  };
}

/** Files one and gives its receipt. */
export async function fileOne(store: Store, address = ADDRESS): Promise<string> {
  const filing = sampleFiling({ complaint: sampleComplaint({ address }) });
  const outcome = await store.fileComplaint(filing);
  if (outcome.kind === 'conflict') throw new Error('the key was used');
  return outcome.standing.receipt;
}

export async function caseOf(store: Store, receipt: string): Promise<Case> {
  const found = await store.caseOfReceipt(receipt);
  if (found === undefined) throw new Error('the complaint has no case');
  return found.theCase;
}

/** Throws where the rules refuse it. */
export async function act(
  store: Store,
  theCase: Case,
  actor: Actor,
  deed: Deed,
  at = theCase.changedAt,
): Promise<AppendOutcome> {
  const outcome = decide(theCase, { ...deed, actor, at } as CaseCommand, FACTS);
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal}`);
  return store.appendToCase({
    caseId: theCase.id,
    expectedVersion: theCase.version,
    events: outcome.events,
    act: { at, actor, act: deed.kind },
  });
}

/** As above, where nobody comes between. */
export async function mustAct(...[store, theCase, actor, deed]: Parameters<typeof act>) {
  const outcome = await act(store, theCase, actor, deed);
  if (outcome.kind !== 'appended') throw new Error('the case changed meanwhile');
  return outcome.theCase;
}

/** Claimed, ruled and published; gives the case and the ruling's id. */
export async function ruleOn(store: Store, before: Case, draft = draftOf()) {
  const rulingId = randomUUID();
  const claimed = await mustAct(store, before, REVIEWER, { kind: 'claim', task: 'ruling' });
  const ruled = await mustAct(store, claimed, REVIEWER, { kind: 'rule', rulingId, draft });
  const theCase = await mustAct(store, ruled, PUBLISHER, { kind: 'publish', rulingId });
  return { theCase, rulingId };
}
