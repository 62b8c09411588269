/**
 * Kills a process in the middle of bringing a database up to date, after each statement of those
 * that are asked for, and looks whether the next one that opens it has all of it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { MIGRATIONS } from '../../src/service/store/migrations.ts';
import { openStore } from '../../src/service/store/store.ts';
import { bundled } from './bundled.ts';
import { openBeside } from './database-beside.ts';

const CHILD = fileURLToPath(new URL('../service/migrating-child.ts', import.meta.url));

export interface MigrationDrill {
  newPlace(): Promise<string>;
  /** Of the statements from 1 on, after which of them a process is killed. */
  readonly isAsked: (statement: number, statements: number) => boolean;
}

/** Gives how many were killed; throws at the first database that was not completed after it. */
export async function drillMigration({ newPlace, isAsked }: MigrationDrill): Promise<number> {
  const { said } = await runChild(await newPlace(), 0);
  const statements = Number(said);
  let killed = 0;
  for (let statement = 1; statement < statements; statement += 1) {
    if (!isAsked(statement, statements)) continue;
    const place = await newPlace();
    const { signal } = await runChild(place, statement);
    if (signal !== 'SIGKILL') throw new Error(`it came to its end before statement ${statement}`);
    await checkCompleted(place);
    killed += 1;
  }
  return killed;
}

async function runChild(place: string, statement: number) {
  const child = spawn(process.execPath, [await bundled(CHILD), place, String(statement)]);
  child.stderr.pipe(process.stderr);
  const exited = once(child, 'exit');
  const said = (await text(child.stdout)).trim();
  const [, signal] = (await exited) as [number | null, string | null];
  return { said, signal };
}

async function checkCompleted(place: string): Promise<void> {
  const store = await openStore(place);
  const isUsable = (await store.casesAfter('', 1)).length === 0 && (await store.isHealthy());
  await store.close();
  const beside = await openBeside(place);
  const names = await beside.run('select name from migrations order by name');
  await beside.close();
  const expected = MIGRATIONS.map(({ name }) => name);
  if (!isUsable || names.map(({ name }) => name).join() !== expected.join()) {
    throw new Error('the tables were not completed');
  }
}
