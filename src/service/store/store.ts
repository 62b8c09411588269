/**
 * Where complaints are kept. What `fileComplaint` has answered is on the disk: it is one statement,
 * committed and synced before it returns, so there is no state between "nothing" and "all of it".
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { Kysely } from 'kysely';
import type { Complaint, ComplaintState } from '../../redress/index.ts';
import { type Accounts, accountsIn } from './accounts.ts';
import { migrate } from './migrate.ts';
import { openNodeSqlite } from './node-sqlite.ts';
import { storeErrorOf } from './store-error.ts';
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

/** Every method throws `store-unavailable` when the database is full, locked, broken or away. */
export interface Store {
  fileComplaint(filing: ComplaintFiling): Promise<FilingOutcome>;
  /** In the order of filing; unknown receipts are left out. */
  complaintStates(receipts: readonly string[]): Promise<readonly ComplaintStanding[]>;
  /** Whether it can be read, and the last write did not fail. */
  isHealthy(): Promise<boolean>;
  readonly accounts: Accounts;
  close(): Promise<void>;
}

const STANDING = [
  'receipt',
  'state',
  'received_at as receivedAt',
  'updated_at as updatedAt',
] as const;

/**
 * Opens or makes the file, readable by its owner only, checks it and brings its tables up to date.
 * Throws `store-corrupt` for a damaged file and `store-unavailable` for one that cannot be used.
 */
export async function openStore(path: string): Promise<Store> {
  const database = await orStoreError(() => openDatabase(path));
  let lastWriteFailed = false;

  return {
    async fileComplaint(filing) {
      try {
        const outcome = await orStoreError(() => file(database, filing));
        lastWriteFailed = false;
        return outcome;
      } catch (error) {
        lastWriteFailed = true;
        throw error;
      }
    },
    complaintStates: (receipts) =>
      orStoreError(() =>
        database
          .selectFrom('complaints')
          .select(STANDING)
          .where('receipt', 'in', receipts)
          .orderBy('received_at')
          .execute(),
      ),
    async isHealthy() {
      if (lastWriteFailed) return false;
      try {
        await database.selectFrom('migrations').select('name').limit(1).execute();
        return true;
      } catch {
        // Why it cannot be read is told by the next request that needs it.
        return false;
      }
    },
    accounts: accountsIn(database),
    close: () => database.destroy(),
  };
}

async function openDatabase(path: string): Promise<Kysely<Tables>> {
  // SQLite gives its log files the mode of the database itself.
  closeSync(openSync(path, 'a', 0o600));
  const database = new Kysely<Tables>({ dialect: openNodeSqlite(path) });
  try {
    await migrate(database, new Date());
    return database;
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

async function file(database: Kysely<Tables>, filing: ComplaintFiling): Promise<FilingOutcome> {
  const { complaint, idempotencyKey } = filing;
  const digest = digestOf(complaint);
  const at = filing.receivedAt.toISOString();
  const filed = await database
    .insertInto('complaints')
    .values({
      id: randomUUID(),
      idempotency_key: idempotencyKey,
      payload_digest: digest,
      receipt: randomBytes(32).toString('base64url'),
      address: complaint.address,
      canonical: filing.canonical ?? null,
      kind: complaint.kind,
      context: complaint.context,
      comment: complaint.comment,
      ruleset_version: complaint.rulesetVersion,
      state: 'received',
      received_at: at,
      updated_at: at,
    })
    .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
    .returning(STANDING)
    .executeTakeFirst();
  if (filed !== undefined) return { kind: 'filed', standing: filed };

  const { payloadDigest, ...standing } = await database
    .selectFrom('complaints')
    .select([...STANDING, 'payload_digest as payloadDigest'])
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirstOrThrow();
  return payloadDigest === digest ? { kind: 'known', standing } : { kind: 'conflict' };
}

/** Over the parsed complaint, so that spacing and the order of members make no difference. */
function digestOf(complaint: Complaint): string {
  const { address, kind, context, comment, rulesetVersion } = complaint;
  return createHash('sha256')
    .update(JSON.stringify([address, kind, context, comment, rulesetVersion]))
    .digest('hex');
}

async function orStoreError<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw storeErrorOf(error);
  }
}
