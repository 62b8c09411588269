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
import type { CaseChange } from './case-changes.ts';
import { changeCases, holdCases, joinComplaints } from './case-events.ts';
import type { CaseFolds, KeptCase } from './case-folds.ts';
import { complaintRowsOf } from './case-rows.ts';
import type { CaseComplaintRow, Tables } from './tables.ts';

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

/** Those whose address no browser would open stay without a case; gives the rows of the others. */
export async function joinCases(
  tables: Kysely<Tables>,
  folds: CaseFolds,
  complaints: readonly NewComplaint[],
): Promise<readonly CaseComplaintRow[]> {
  const byKey = groupByDestination(complaints);
  if (byKey.size === 0) return [];
  const former = await casesOf(tables, folds, [...byKey.keys()]);
  const { changes, joined } = joinsOf(byKey, former);
  const rows = joined(await changeCases(tables, changes));
  await joinComplaints(tables, rows);
  return rows;
}

/**
 * What becomes of the cases, and the rows of the complaints in them once they are so. Both maps are
 * by the destinations' keys.
 */
export function joinsOf(
  byDestination: ReadonlyMap<string, readonly NewComplaint[]>,
  former: ReadonlyMap<string, KeptCase>,
): {
  readonly changes: readonly CaseChange[];
  joined(kept: readonly KeptCase[]): readonly CaseComplaintRow[];
} {
  const changes = [...byDestination].map(([key, group]) => {
    const kept = former.get(key);
    return { former: kept, ...takeAll(kept?.theCase, group) };
  });
  return {
    changes,
    joined: (kept) =>
      kept.flatMap(({ theCase }, index) => complaintRowsOf(theCase, changes[index]?.joined ?? [])),
  };
}

/** Without those whose address no browser would open. */
export function groupByDestination(
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
  const versions = new Map(rows.map(({ id, version }) => [id, version]));
  const kept = await folds.read(tables, [...versions.keys()], versions);
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
