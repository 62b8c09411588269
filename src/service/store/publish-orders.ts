/** What people at the desk order of publishing, for the node that publishes to do. */
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Actor } from '../../redress/index.ts';
import type { PublishOrderKind } from '../../wire/index.ts';
import { recordAct } from './audit.ts';
import type { Database } from './database.ts';
import type { PublishOrderRow, Tables } from './tables.ts';

export interface NewOrder {
  readonly kind: PublishOrderKind;
  readonly by: Actor;
  /** ISO 8601. */
  readonly at: string;
  readonly why: string;
}

export interface PublishOrder {
  readonly id: string;
  readonly kind: PublishOrderKind;
  readonly by: string;
  readonly at: string;
  readonly why: string;
  readonly doneAt: string | undefined;
  readonly outcome: string | undefined;
}

export interface PublishOrders {
  /** With its line in the audit chain, in one transaction. */
  place(order: NewOrder): Promise<void>;
  /** Those that nobody has done yet, the oldest first. */
  waiting(): Promise<readonly PublishOrder[]>;
  settle(id: string, at: string, outcome: string): Promise<void>;
  /** The newest first. */
  recent(limit: number): Promise<readonly PublishOrder[]>;
}

export function publishOrdersIn(database: Database): PublishOrders {
  return {
    place: ({ kind, by, at, why }) =>
      database.write(async (tables) => {
        const id = randomUUID();
        await tables
          .insertInto('publish_orders')
          .values({ ...{ id, kind, at, why }, by: by.id, done_at: null, outcome: null })
          .execute();
        await recordAct(tables, {
          ...{ at, actor: by, subject: id },
          act: `ruleset.${kind}`,
          detail: { why },
        });
      }),
    waiting: () =>
      database.read(async (tables) => {
        const rows = await select(tables).where('done_at', 'is', null).orderBy('at').execute();
        return rows.map(orderOf);
      }),
    async settle(id, at, outcome) {
      await database.write((tables) =>
        tables
          .updateTable('publish_orders')
          .set({ done_at: at, outcome })
          .where('id', '=', id)
          .execute(),
      );
    },
    recent: (limit) =>
      database.read(async (tables) => {
        const rows = await select(tables).orderBy('at', 'desc').limit(limit).execute();
        return rows.map(orderOf);
      }),
  };
}

function select(tables: Kysely<Tables>) {
  return tables.selectFrom('publish_orders').selectAll();
}

function orderOf({ done_at, outcome, ...rest }: PublishOrderRow): PublishOrder {
  return { ...rest, doneAt: done_at ?? undefined, outcome: outcome ?? undefined };
}
