/**
 * Fills the disk under a PostgreSQL while complaints come in: a small file system in memory, which
 * only root may mount. What was acknowledged before is held against what is there once there is room.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { codeOf } from '../../src/policy/index.ts';
import { type ComplaintFiling, openStore, type Store } from '../../src/service/index.ts';
import { sampleFiling } from '../service/store/sample-filing.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';
import { until } from './until.ts';

const MEGABYTE = 1024 * 1024;
const DISK_MEGABYTES = 160;

/** Taken away from the database, and given back. */
const BALLAST_MEGABYTES = 70;

/** In a row, so that it is not one statement that failed. */
const REFUSALS = 20;
const MOST_COMPLAINTS = 20_000;

const SMALL_LOG = ['min_wal_size=32MB', 'max_wal_size=32MB', 'shared_buffers=16MB'];

const run = promisify(execFile);

/** Throws where one that was acknowledged is not there, or is there twice. */
export async function drillFullDisk(): Promise<{ acknowledged: number; refused: number }> {
  const disk = await mkdtemp(join(tmpdir(), 'link-guard-disk-'));
  await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MEGABYTES}m`, 'tmpfs', disk]);
  const ballast = join(disk, 'ballast');
  try {
    const server = await startPostgres(SMALL_LOG, disk);
    const store = await openStore(await server.newDatabase());
    try {
      await writeFile(ballast, Buffer.alloc(BALLAST_MEGABYTES * MEGABYTE));
      const { acknowledged, refused } = await fileUntilFull(store);
      await rm(ballast);
      // One that could not write its log has ended itself, and may be beginning again.
      if (!(await isRunning(server))) await server.start();
      await until(() => takes(store), { what: 'complaints are taken again', within: 60_000 });
      for (const [filing, receipt] of acknowledged) await checkKept(store, filing, receipt);
      for (const filing of refused) await store.fileComplaint(filing);
      return { acknowledged: acknowledged.size, refused: refused.length };
    } finally {
      await store.close();
      await server.stop();
    }
  } finally {
    await run('umount', [disk]);
    await rm(disk, { recursive: true, force: true });
  }
}

async function fileUntilFull(store: Store) {
  const acknowledged = new Map<ComplaintFiling, string>();
  const refused: ComplaintFiling[] = [];
  let inARow = 0;
  while (inARow < REFUSALS && acknowledged.size < MOST_COMPLAINTS) {
    const filing = bulkyFiling();
    try {
      const outcome = await store.fileComplaint(filing);
      if (outcome.kind !== 'filed') throw new Error(`a new complaint is ${outcome.kind}`);
      acknowledged.set(filing, outcome.standing.receipt);
      inARow = 0;
    } catch (error) {
      if (codeOf(error) !== 'store-unavailable') throw error;
      refused.push(filing);
      inARow += 1;
    }
  }
  if (inARow < REFUSALS) throw new Error('the disk did not fill');
  return { acknowledged, refused };
}

function bulkyFiling(): ComplaintFiling {
  const filing = sampleFiling();
  // Nothing that is packed on its way to the disk.
  const comment = Array.from({ length: 90 }, () => Math.random().toString(36)).join('');
  const address = `https://host-${Math.floor(Math.random() * 1e6)}.example/`;
  return { ...filing, complaint: { ...filing.complaint, comment, address } };
}

async function isRunning(server: PostgresServer): Promise<boolean> {
  try {
    return process.kill(await server.pid(), 0);
  } catch {
    return false;
  }
}

async function takes(store: Store): Promise<boolean> {
  return (await store.fileComplaint(bulkyFiling())).kind === 'filed';
}

/** It comes once more with its key, and gets the receipt that it got. */
async function checkKept(store: Store, filing: ComplaintFiling, receipt: string): Promise<void> {
  const outcome = await store.fileComplaint(filing);
  if (outcome.kind !== 'known' || outcome.standing.receipt !== receipt) {
    throw new Error('an acknowledged complaint is not there');
  }
}
