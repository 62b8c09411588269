/**
 * Complaints as they were filed. What `fileComplaint` has answered is on the disk, exactly once for
 * its idempotency key; there is no state between "nothing" and "all of it".
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { CodedError } from '../../policy/index.ts';
import type { Complaint, ComplaintState } from '../../redress/index.ts';
import { inBatches } from './batches.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

export interface ComplaintFiling {
  readonly idempotencyKey: string;
  readonly complaint: Complaint;
  /** The complaint's address in canonical form, when it has one. */
  readonly canonical: string | undefined;
  readonly receivedAt: Date;
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

const LIMITS = { perBatch: 64, waiting: 512 };

const STANDING = [
  'receipt',
  'state',
  'received_at as receivedAt',
  'updated_at as updatedAt',
] as const;

export function complaintsIn(database: Database): Complaints {
  const file = (filings: readonly ComplaintFiling[]) =>
    database.write((tables) => fileAll(tables, filings));
  return {
    fileComplaint: inBatches(file, LIMITS),
    complaintStates: (receipts) =>
      database.read((tables) =>
        tables
          .selectFrom('complaints')
          .select(STANDING)
          .where('receipt', 'in', receipts)
          .orderBy('received_at')
          .execute(),
      ),
  };
}

async function fileAll(
  tables: Kysely<Tables>,
  filings: readonly ComplaintFiling[],
): Promise<readonly FilingOutcome[]> {
  const inserted = await tables
    .insertInto('complaints')
    // In one order, so that two processes never wait for each other.
    .values(filings.map(rowOf).sort((a, b) => (a.idempotency_key < b.idempotency_key ? -1 : 1)))
    .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
    .returning([...STANDING, 'idempotency_key as key'])
    .execute();
  const fresh = new Map(inserted.map(({ key, ...standing }) => [key, standing]));
  const kept = await keptUnder(
    tables,
    filings.map(({ idempotencyKey }) => idempotencyKey),
    fresh.size === filings.length,
  );
  return filings.map(({ idempotencyKey, complaint }) => {
    const standing = fresh.get(idempotencyKey);
    const known = kept.get(idempotencyKey);
    // The same key may come twice in one batch; the first of them files it.
    fresh.delete(idempotencyKey);
    if (known === undefined) {
      if (standing !== undefined) return { kind: 'filed', standing };
      throw new CodedError('store-unavailable', 'store: a complaint is neither new nor known');
    }
    if (known.digest !== digestOf(complaint)) return { kind: 'conflict' };
    return { kind: standing === undefined ? 'known' : 'filed', standing: known.standing };
  });
}

/** Nothing to look for where all of them are new. */
async function keptUnder(tables: Kysely<Tables>, keys: readonly string[], areAllNew: boolean) {
  if (areAllNew) return new Map<string, { digest: string; standing: ComplaintStanding }>();
  const rows = await tables
    .selectFrom('complaints')
    .select([...STANDING, 'idempotency_key as key', 'payload_digest as digest'])
    .where('idempotency_key', 'in', keys)
    .execute();
  return new Map(rows.map(({ key, digest, ...standing }) => [key, { digest, standing }]));
}

function rowOf({ idempotencyKey, complaint, canonical, receivedAt }: ComplaintFiling) {
  const at = receivedAt.toISOString();
  return {
    id: randomUUID(),
    idempotency_key: idempotencyKey,
    payload_digest: digestOf(complaint),
    receipt: randomBytes(32).toString('base64url'),
    address: complaint.address,
    canonical: canonical ?? null,
    kind: complaint.kind,
    context: complaint.context,
    comment: complaint.comment,
    ruleset_version: complaint.rulesetVersion,
    state: 'received' as const,
    received_at: at,
    updated_at: at,
  };
}

/** Over the parsed complaint, so that spacing and the order of members make no difference. */
function digestOf(complaint: Complaint): string {
  const { address, kind, context, comment, rulesetVersion } = complaint;
  return createHash('sha256')
    .update(JSON.stringify([address, kind, context, comment, rulesetVersion]))
    .digest('hex');
}
