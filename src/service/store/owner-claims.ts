/** Claims to own a domain. Only the hash of a claim's key is kept: whoever reads it has no key. */
import { createHash } from 'node:crypto';
import type { Instant, OwnerClaim } from '../../redress/index.ts';
import type { Database } from './database.ts';
import type { OwnerClaimRow } from './tables.ts';

export interface OwnerClaims {
  /** `key` is what its owner holds. */
  add(claim: Pick<OwnerClaim, 'id' | 'domain' | 'method'>, key: string, at: Instant): Promise<void>;
  byKey(key: string): Promise<OwnerClaim | undefined>;
  byId(id: string): Promise<OwnerClaim | undefined>;
  prove(id: string, provenAt: Instant, validUntil: Instant): Promise<void>;
  /** Of which no proof was seen since then. Gives how many there were. */
  removeUnproven(before: Instant): Promise<number>;
}

export function ownerClaimsIn(database: Database): OwnerClaims {
  const find = (column: 'id' | 'key_hash', value: string) =>
    database.read(async (tables) => {
      const row = await tables
        .selectFrom('owner_claims')
        .selectAll()
        .where(column, '=', value)
        .executeTakeFirst();
      return row === undefined ? undefined : claimOf(row);
    });

  return {
    add: ({ id, domain, method }, key, at) =>
      database.write(async (tables) => {
        const row = { id, domain, method, key_hash: hashOf(key), made_at: at };
        await tables.insertInto('owner_claims').values(row).execute();
      }),
    byKey: (key) => find('key_hash', hashOf(key)),
    byId: (id) => find('id', id),
    prove: (id, provenAt, validUntil) =>
      database.write(async (tables) => {
        await tables
          .updateTable('owner_claims')
          .set({ proven_at: provenAt, valid_until: validUntil })
          .where('id', '=', id)
          .execute();
      }),
    removeUnproven: (before) =>
      database.write(async (tables) => {
        const removed = await tables
          .deleteFrom('owner_claims')
          .where('made_at', '<', before)
          .where('proven_at', 'is', null)
          .returning('id')
          .execute();
        return removed.length;
      }),
  };
}

function claimOf(row: OwnerClaimRow): OwnerClaim {
  const { id, domain, method, proven_at: provenAt, valid_until: validUntil } = row;
  return {
    ...{ id, domain, method },
    ...(provenAt !== null && { provenAt }),
    ...(validUntil !== null && { validUntil }),
  };
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
