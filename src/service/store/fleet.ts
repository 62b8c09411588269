/** The sums of what an organisation's browsers counted: no report is kept, only what it adds. */
import { sql } from 'kysely';
import type { Database } from './database.ts';

export interface FleetSum {
  /** What is counted: `report`, `version`, `ruleset`, `state`, `problem` or `action`. */
  readonly kind: string;
  readonly name: string;
  readonly amount: number;
}

export interface FleetDaySum extends FleetSum {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** How many reports it comes from. */
  readonly reports: number;
}

export interface Fleet {
  /** Those of one report, all or none. */
  add(day: string, sums: readonly FleetSum[]): Promise<void>;
  /** From this day on, in order. */
  since(day: string): Promise<readonly FleetDaySum[]>;
  /** Gives how many rows there were of days before this one. */
  removeBefore(day: string): Promise<number>;
}

export function fleetIn(database: Database): Fleet {
  return {
    add: (day, sums) =>
      database.write(async (tables) => {
        for (const { kind, name, amount } of sums) {
          await tables
            .insertInto('fleet_sums')
            .values({ day, kind, name, amount, reports: 1 })
            .onConflict((conflict) =>
              conflict.columns(['day', 'kind', 'name']).doUpdateSet({
                reports: sql`fleet_sums.reports + 1`,
                amount: sql`fleet_sums.amount + excluded.amount`,
              }),
            )
            .execute();
        }
      }),
    since: (day) =>
      database.read(async (tables) => {
        const rows = await tables
          .selectFrom('fleet_sums')
          .selectAll()
          .where('day', '>=', day)
          .orderBy('day')
          .orderBy('kind')
          .orderBy('name')
          .execute();
        return rows.map((row) => ({
          ...row,
          amount: Number(row.amount),
          reports: Number(row.reports),
        }));
      }),
    removeBefore: (day) =>
      database.write(async (tables) => {
        const { numDeletedRows } = await tables
          .deleteFrom('fleet_sums')
          .where('day', '<', day)
          .executeTakeFirst();
        return Number(numDeletedRows);
      }),
  };
}
