/**
 * Keeps the folder of a published ruleset in step with the one that nodes share. Neither side is
 * believed: what comes is checked as a client would check it, before it counts, and whichever of
 * the two is further on wins. So a database that was restored from an old backup, or a node with an
 * empty disk, takes nothing back.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  CodedError,
  codeOf,
  openManifest,
  openRevocation,
  parseLog,
  type Revocation,
} from '../policy/index.ts';
import { readLog, readTrust, writeWhole } from './publish/index.ts';
import { openStore, type PublishedFile, type PublishedFiles, type Shared } from './store/store.ts';

/** What may lie in the folder, and in the database, under these names and no others. */
const NAME =
  /^(?:parts\/[0-9a-f]{64}|roots\/[1-9]\d{0,14}\.json|(?:manifest|revocation)\.json|log\.ndjson)$/;

const MANIFEST = 'manifest.json';
const REVOCATION = 'revocation.json';
const LOG = 'log.ndjson';

/** How often nodes look by themselves, should they not be told. */
const LOOK_MILLISECONDS = 10_000;

/**
 * Runs `publish` on the folder with what the others have published in it, one node at a time, and
 * hands what comes of it to the others. Throws `busy`, `store-unavailable`, `changed-meanwhile`,
 * `foreign-root` and what `publish` throws.
 */
export async function publishShared<Value>(
  shared: Shared | undefined,
  dir: string,
  publish: () => Promise<Value>,
): Promise<Value> {
  if (shared === undefined) return publish();
  return shared.withLock(async () => {
    const listed = await shared.files.list();
    await pull(shared.files, dir, listed);
    const value = await publish();
    await push(shared, dir, listed);
    return value;
  });
}

/** The same where only the place of the database is known; a file is shared with nobody. */
export async function publishTo<Value>(
  place: string | undefined,
  dir: string,
  publish: () => Promise<Value>,
): Promise<Value> {
  if (place === undefined) return publish();
  const store = await openStore(place);
  try {
    return await publishShared(store.shared, dir, publish);
  } finally {
    await store.close();
  }
}

/** Takes what the others have, and gives what they have not. Throws as `publishShared` does. */
export async function keepInStep(shared: Shared, dir: string): Promise<void> {
  const listed = await shared.files.list();
  await pull(shared.files, dir, listed);
  const own = await filesIn(dir);
  if (own.some(({ name }) => name === MANIFEST) && isAhead(own, listed)) {
    await publishShared(shared, dir, async () => undefined);
  }
}

/** Keeps in step until it is ended; `report` gets what went wrong, which the next look may mend. */
export function followShared(
  shared: Shared,
  dir: string,
  report: (error: unknown) => void,
): () => Promise<void> {
  let looking: Promise<void> = Promise.resolve();
  const look = (): void => {
    looking = looking.then(() => keepInStep(shared, dir)).catch(report);
  };
  const timer = setInterval(look, LOOK_MILLISECONDS);
  const unfollow = shared.follow(look);
  return async () => {
    clearInterval(timer);
    await unfollow();
    await looking;
  };
}

/** What another folder has, by the same rules as what other nodes have. Gives whether it has any. */
export async function takeFrom(from: string, dir: string): Promise<boolean> {
  const listed = await filesIn(from);
  const names = new Map(listed.map(({ name, sha256 }) => [sha256, name]));
  const read = (sha256: string) => readFile(join(from, names.get(sha256) ?? sha256));
  await pull({ read }, dir, listed);
  return listed.length > 0;
}

/** Parts never change; of the rest, one that differs is news to the others. */
function isAhead(own: readonly PublishedFile[], listed: readonly PublishedFile[]): boolean {
  const shared = new Map(listed.map(({ name, sha256 }) => [name, sha256]));
  return own.some(({ name, sha256 }) => !name.startsWith('parts/') && shared.get(name) !== sha256);
}

/** What makes the rest count comes last, so that a kill leaves the former ruleset or the new one. */
async function pull(
  files: Pick<PublishedFiles, 'read'>,
  dir: string,
  listed: readonly PublishedFile[],
): Promise<void> {
  const named = listed.filter(({ name }) => NAME.test(name));
  const own = new Map((await filesIn(dir)).map(({ name, sha256 }) => [name, sha256]));
  const news = named.filter(({ name, sha256 }) => own.get(name) !== sha256);
  const of = (prefix: string) => news.filter(({ name }) => name.startsWith(prefix));
  for (const { name, sha256 } of of('roots/')) {
    if (own.has(name)) throw new CodedError('foreign-root', `${name}: the others have another one`);
    await put(dir, name, await files.read(sha256));
  }
  for (const { sha256 } of of(REVOCATION)) await takeRevocation(dir, await files.read(sha256));
  const [manifest] = of(MANIFEST);
  if (manifest === undefined) return;
  const bytes = await files.read(manifest.sha256);
  if (!(await isNewer(dir, bytes))) return;
  for (const { name, sha256 } of of('parts/')) {
    if (name === `parts/${sha256}`) await put(dir, name, await files.read(sha256));
  }
  for (const { sha256 } of of(LOG)) await takeLog(dir, await files.read(sha256));
  await put(dir, MANIFEST, bytes);
}

/** Throws as opening it does: what was not signed by whoever may does not get into the folder. */
async function isNewer(dir: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const { trust } = await readTrust(dir);
  const { manifest } = await openManifest(bytes, trust);
  const held = await readIfThere(join(dir, MANIFEST));
  if (held === undefined) return true;
  // One that nobody vouches for any more keeps nothing out.
  const opened = await openManifest(held, trust).catch(() => undefined);
  return opened === undefined || manifest.version > opened.manifest.version;
}

async function takeRevocation(dir: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const { trust } = await readTrust(dir);
  const revocation = await openRevocation(bytes, trust.root).catch(() => undefined);
  if (revocation === undefined || !isLater(revocation, trust.revocation)) return;
  await put(dir, REVOCATION, bytes);
}

function isLater(one: Revocation, held: Revocation | undefined): boolean {
  return held === undefined || one.number > held.number;
}

/** Its versions only ascend, and whoever knows more of them keeps what they know. */
async function takeLog(dir: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const last = parseLog(bytes).at(-1)?.version ?? 0;
  const held = (await readLog(dir)).at(-1)?.version ?? 0;
  if (last > held) await put(dir, LOG, bytes);
}

async function push(
  { files, tell }: Shared,
  dir: string,
  listed: readonly PublishedFile[],
): Promise<void> {
  const own = await filesIn(dir);
  const kept = new Set(listed.map(({ sha256 }) => sha256));
  for (const { name, sha256 } of own) {
    if (!kept.has(sha256)) await files.keep(await readFile(join(dir, name)));
  }
  if (JSON.stringify(own) === JSON.stringify(listed)) return;
  await files.replace(own, listed);
  await tell();
}

/** In the order of their names, as the database gives them. */
async function filesIn(dir: string): Promise<readonly PublishedFile[]> {
  const folders = ['.', 'parts', 'roots'].map(async (folder) => {
    const names = await readdir(join(dir, folder)).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    });
    return names.map((name) => (folder === '.' ? name : `${folder}/${name}`));
  });
  const names = (await Promise.all(folders)).flat().filter((name) => NAME.test(name));
  const files = names.map(async (name) => ({ name, sha256: await sha256In(dir, name) }));
  return (await Promise.all(files)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A part is named by what it holds, and checked by whoever reads it. */
async function sha256In(dir: string, name: string): Promise<string> {
  if (name.startsWith('parts/')) return name.slice('parts/'.length);
  return createHash('sha256')
    .update(await readFile(join(dir, name)))
    .digest('hex');
}

async function put(dir: string, name: string, bytes: Uint8Array): Promise<void> {
  const path = join(dir, name);
  await mkdir(dirname(path), { recursive: true });
  await writeWhole(path, bytes);
}

async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
