/** Work on a service's database from the command line, written into its audit chain. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Act, openStore, type Store } from '../service/index.ts';

export interface StorePlace {
  readonly data: string;
  readonly database?: string;
}

/** Also before the service runs for the first time. */
export async function inStore(
  { data, database }: StorePlace,
  work: (store: Store) => Promise<void>,
): Promise<void> {
  await mkdir(data, { recursive: true });
  const store = await openStore(database ?? join(data, 'link-guard.sqlite'));
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

/** Whoever can write the database is nobody in particular. */
const COMMAND_LINE = { id: 'command-line', role: 'system' } as const;

export async function noteAct(
  { audit }: Pick<Store, 'audit'>,
  act: Pick<Act, 'act' | 'subject' | 'detail'>,
): Promise<void> {
  await audit.record({ ...act, at: new Date().toISOString(), actor: COMMAND_LINE });
}
