/**
 * Complaints as they were filed, each with the case that it opened or joined. What `fileComplaint`
 * has answered is on the disk, exactly once for its idempotency key; there is no state between
 * "nothing" and "all of it".
 */
import type { Kysely } from 'kysely';
import { CodedError } from '../../policy/index.ts';
import type { Complaint, ComplaintState } from '../../redress/index.ts';
import { inBatches } from './batches.ts';
import type { CaseFolds } from './case-folds.ts';
import { byKey, complaintRowOf, filedOutcomes } from './complaint-row.ts';
import type { Database } from './database.ts';
import { fileAtOnce } from './file-at-once.ts';
import { joinCases, type NewComplaint } from './join-cases.ts';
import type { ComplaintRow, Tables } from './tables.ts';

export interface ComplaintFiling {
  readonly idempotencyKey: string;
  readonly complaint: Complaint;
  /** The complaint's address in canonical form, when it has one. */
  readonly canonical: string | undefined;
  readonly receivedAt: Date;
  /** How the caller knows the reporter again, never a name; absent for somebody unknown. */
  readonly reporter?: string | undefined;
  /** What they share with those next door. */
  readonly network?: string | undefined;
  /** Until when it waits behind those of others; ISO 8601. */
  readonly limitedUntil?: string | undefined;
}

/** How a complaint stands; times are ISO 8601. */
export interface ComplaintStanding {
  readonly receipt: string;
  readonly state: ComplaintState;
  readonly receivedAt: string;
  readonly updatedAt: string;
}

export type FilingOutcome =
  | { readonly kind: 'filed' | 'known'; readonly standing: ComplaintStanding }
  /** The key belongs to another complaint. */
  | { readonly kind: 'conflict' };

export interface Complaints {
  fileComplaint(filing: ComplaintFiling): Promise<FilingOutcome>;
  /** In the order of filing; unknown receipts are left out. */
  complaintStates(receipts: readonly string[]): Promise<readonly ComplaintStanding[]>;
}

/** One batch builds upon what the one before it left; two would be in each other's way. */
const LIMITS = { perBatch: 64, atOnce: 1, waiting: 512 };

const STANDING = [
  'receipt',
  'complaints.state as filedState',
  'complaints.updated_at as filedAt',
  'case_complaints.state as state',
  'case_complaints.updated_at as updatedAt',
  'received_at as receivedAt',
] as const;

export function complaintsIn(database: Database, folds: CaseFolds): Complaints {
  const fileCarefully = (filings: readonly ComplaintFiling[]) =>
    database.write((tables) => fileAll(tables, folds, filings));
  const fileQuickly = async (filings: readonly ComplaintFiling[]) =>
    (await fileAtOnce(database, folds, filings)) ?? fileCarefully(filings);
  // Of a file's database each statement costs little, and no other process waits for it.
  const file = database.kind === 'postgres' ? fileQuickly : fileCarefully;
  return {
    fileComplaint: inBatches(file, LIMITS),
    complaintStates: (receipts) =>
      database.read(async (tables) => {
        const rows = await withCases(tables)
          .select(STANDING)
          .where('receipt', 'in', receipts)
          .orderBy('received_at')
          .execute();
        return rows.map(standingOf);
      }),
  };
}

/** Milliseconds for which a release that knows no cases may run beside this one. */
const OVERLAP = 30 * 86_400_000;

/** Complaints that a former release filed without a case join theirs, the oldest first. */
export async function adoptComplaints(
  database: Database,
  folds: CaseFolds,
  now: Date,
): Promise<void> {
  const since = new Date(now.getTime() - OVERLAP).toISOString();
  for (let after = since; ; ) {
    const rows = await database.read((tables) =>
      withCases(tables)
        .selectAll('complaints')
        .where('complaints.state', '=', 'received')
        .where('received_at', '>=', after)
        .where('case_id', 'is', null)
        .orderBy('received_at')
        .limit(LIMITS.perBatch)
        .execute(),
    );
    const last = rows.at(-1)?.received_at;
    await database.write((tables) => joinCases(tables, folds, rows.map(newComplaintOf)));
    // Those without any destination stay where they are.
    if (rows.length < LIMITS.perBatch || last === undefined || last === after) return;
    after = last;
  }
}

function newComplaintOf(row: ComplaintRow): NewComplaint {
  const { id, address, context, comment, received_at: at } = row;
  const complaint = { address, context, comment, kind: row.kind };
  return { id, at, complaint: { ...complaint, rulesetVersion: row.ruleset_version } };
}

async function fileAll(
  tables: Kysely<Tables>,
  folds: CaseFolds,
  filings: readonly ComplaintFiling[],
): Promise<readonly FilingOutcome[]> {
  const rows = filings.map((filing) => ({ filing, row: complaintRowOf(filing) }));
  const inserted = await tables
    .insertInto('complaints')
    // In one order, so that two processes never wait for each other.
    .values(rows.map(({ row }) => row).sort(byKey))
    .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
    .returning('id')
    .execute();
  const ids = new Set(inserted.map(({ id }) => id));
  const fresh = rows.filter(({ row }) => ids.has(row.id));
  const joined = await joinCases(
    tables,
    folds,
    fresh.map(({ filing, row }) => ({ ...filing, id: row.id, at: row.received_at })),
  );
  if (fresh.length === rows.length) {
    return filedOutcomes(
      rows.map(({ row }) => row),
      joined,
    );
  }
  const kept = await keptUnder(tables, filings);
  return rows.map(({ row }) => {
    const found = kept.get(row.idempotency_key);
    if (found === undefined) {
      throw new CodedError('store-corrupt', 'store: a complaint is neither new nor known');
    }
    if (found.digest !== row.payload_digest) return { kind: 'conflict' };
    return { kind: ids.has(row.id) ? 'filed' : 'known', standing: found.standing };
  });
}

/** Whatever stands there now, of these and of former filings alike. */
async function keptUnder(tables: Kysely<Tables>, filings: readonly ComplaintFiling[]) {
  const rows = await withCases(tables)
    .select([...STANDING, 'idempotency_key as key', 'payload_digest as digest'])
    .where(
      'idempotency_key',
      'in',
      filings.map(({ idempotencyKey }) => idempotencyKey),
    )
    .execute();
  return new Map(
    rows.map(({ key, digest, ...row }) => [key, { digest, standing: standingOf(row) }]),
  );
}

function withCases(tables: Kysely<Tables>) {
  return tables
    .selectFrom('complaints')
    .leftJoin('case_complaints', 'case_complaints.complaint_id', 'complaints.id');
}

interface StandingRow {
  readonly receipt: string;
  readonly filedState: ComplaintState;
  readonly filedAt: string;
  readonly state: ComplaintState | null;
  readonly updatedAt: string | null;
  readonly receivedAt: string;
}

/** One that no browser would open has no case. */
function standingOf(row: StandingRow): ComplaintStanding {
  const { receipt, receivedAt, filedState, filedAt, state, updatedAt } = row;
  return { receipt, state: state ?? filedState, receivedAt, updatedAt: updatedAt ?? filedAt };
}
