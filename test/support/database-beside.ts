/** Reads and disturbs a store's database from outside, as another process would. */
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';

export type Row = Readonly<Record<string, unknown>>;

export type Parameter = string | number | null;

export interface Beside {
  run(sql: string, parameters?: readonly Parameter[]): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** `place` is what `openStore` takes. */
export async function openBeside(place: string): Promise<Beside> {
  if (!place.startsWith('postgresql:')) {
    const database = new DatabaseSync(place);
    return {
      run: async (sql, parameters = []) => database.prepare(sql).all(...parameters),
      close: async () => database.close(),
    };
  }
  const client = new pg.Client(place);
  // Whatever is asked after the line was cut fails by itself.
  client.on('error', () => undefined);
  await client.connect();
  return {
    run: async (sql, parameters = []) => (await client.query<Row>(sql, [...parameters])).rows,
    close: () => client.end(),
  };
}
