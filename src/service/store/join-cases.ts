/** New complaints open cases or join them, in the transaction in which they are filed. */
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { VIOLATIONS } from '../../policy/index.ts';
import {
  type Case,
  type CaseEvent,
  type CaseFacts,
  type Complaint,
  decide,
  destinationKeyOf,
  evolve,
} from '../../redress/index.ts';
import {
  type CaseFolds,
  changeCases,
  holdCases,
  joinComplaints,
  type KeptCase,
} from './case-events.ts';
import { complaintRowsOf } from './case-rows.ts';
import type { Tables } from './tables.ts';

export interface NewComplaint {
  readonly id: string;
  readonly complaint: Complaint;
  readonly at: string;
  readonly reporter?: string | undefined;
  readonly limitedUntil?: string | undefined;
}

/** A complaint is taken in one way whatever the policy does. */
const FACTS: CaseFacts = {
  actions: Object.fromEntries(
    VIOLATIONS.map((violation) => [violation, 'block']),
  ) as CaseFacts['actions'],
};

/** Those whose address no browser would open stay without a case. */
export async function joinCases(
  tables: Kysely<Tables>,
  folds: CaseFolds,
  complaints: readonly NewComplaint[],
): Promise<void> {
  const byKey = groupByDestination(complaints);
  if (byKey.size === 0) return;
  const former = await casesOf(tables, folds, [...byKey.keys()]);
  const changes = [...byKey].map(([key, group]) => {
    const kept = former.get(key);
    return { former: kept, ...takeAll(kept?.theCase, group) };
  });
  const kept = await changeCases(tables, changes);
  await joinComplaints(
    tables,
    kept.flatMap(({ theCase }, index) => complaintRowsOf(theCase, changes[index]?.joined ?? [])),
  );
}

function groupByDestination(
  complaints: readonly NewComplaint[],
): ReadonlyMap<string, readonly NewComplaint[]> {
  const groups = new Map<string, NewComplaint[]>();
  for (const one of complaints) {
    const key = destinationKeyOf(one.complaint.address);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

async function casesOf(
  tables: Kysely<Tables>,
  folds: CaseFolds,
  keys: readonly string[],
): Promise<ReadonlyMap<string, KeptCase>> {
  const rows = await holdCases(tables, 'destination_key', keys);
  const kept = await folds.read(
    tables,
    rows.map(({ id }) => id),
  );
  return new Map(kept.map((one) => [one.theCase.destination.key, one]));
}

function takeAll(former: Case | undefined, complaints: readonly NewComplaint[]) {
  let theCase = former;
  const events: CaseEvent[] = [];
  const joined: string[] = [];
  for (const { id, at, reporter = id, limitedUntil, complaint } of complaints) {
    const { kind, context, address, newFact } = complaint;
    const outcome = decide(
      theCase,
      {
        kind: 'complain',
        actor: { id: reporter, role: 'reporter' },
        at,
        caseId: randomUUID(),
        complaint: {
          ...{ id, kind, context, address },
          ...(newFact !== undefined && { newFact }),
          ...(limitedUntil !== undefined && { limitedUntil }),
        },
      },
      FACTS,
    );
    if (!outcome.ok) continue;
    theCase = outcome.events.reduce<Case | undefined>(evolve, theCase);
    events.push(...outcome.events);
    joined.push(id);
  }
  return { events, joined };
}
