/**
 * What vouches for rulesets on this device: the newest root, reached from the packaged one, or the
 * administrator's, step by step, and what was revoked. The steps are kept as they came, and verified again by each worker.
 * What was revoked is kept twice, so that the loss of one copy does not lose it. It only grows,
 * until a root names other keys for it: then it begins anew.
 */
import {
  openFirstRoot,
  openNextRoot,
  type Revocation,
  ROOT_LIMIT_PER_WALK,
  type Root,
  type Trust,
} from '../../../policy/index.ts';
import { logError } from '../../log.ts';
import { committed, DURABLE, openDatabase, writeDatabase } from '../../storage/database.ts';
import { revocation as keptRevocations, rootFloor } from '../../storage/publisher.ts';
import { serviceInForce } from '../../storage/service.ts';
import * as settings from '../../storage/settings.ts';

let trust: Promise<Trust> | undefined;
let anchor: { readonly text: string; readonly opened: Promise<Root> } | undefined;

/** The same object until something changes; throws as `openFirstRoot` does. */
export function currentTrust(): Promise<Trust> {
  trust ??= readTrust().catch((error: unknown) => {
    trust = undefined;
    throw error;
  });
  return trust;
}

export function forgetTrust(): void {
  trust = undefined;
}

/**
 * The root of the package vouches for the packaged ruleset, whatever roots came after it; where an
 * administrator set another publisher, nobody does: undefined.
 */
export async function packagedTrust(): Promise<Trust | undefined> {
  if ((await serviceInForce()).publisher !== '') return undefined;
  const { revocation } = await currentTrust();
  return { root: await openAnchor(), revocation };
}

/** Another root with other keys for revocations begins these anew. */
export function trustAfter({ root: former, revocation }: Trust, root: Root): Trust {
  return { root, revocation: roleOf(root) === roleOf(former) ? revocation : undefined };
}

/** `bytes` is the envelope of its root. In force even where it cannot be kept. */
export async function holdRoot(next: Trust, bytes: Uint8Array): Promise<void> {
  trust = Promise.resolve(next);
  await writeDatabase(async (database) => {
    const writing = database.transaction('roots', 'readwrite', DURABLE);
    await committed(writing, writing.store.put(bytes, next.root.number));
  });
  const { number } = next.root;
  await rootFloor.update((floor) => Math.max(possibleFloor(floor, number), number));
}

/** No walk ends so far behind a number that was held: a record of one is damage, and does not count. */
export function possibleFloor(floor: number, number: number): number {
  return floor <= number + ROOT_LIMIT_PER_WALK ? floor : 0;
}

/** In force even where it cannot be kept. */
export async function holdRevocation(next: Trust & { revocation: Revocation }): Promise<void> {
  trust = Promise.resolve(next);
  await keepRevocation({ role: roleOf(next.root), revocation: next.revocation });
}

/** Each copy even where the other cannot be kept. */
async function keepRevocation(kept: settings.KeptRevocation): Promise<void> {
  const outcomes = await Promise.allSettled([
    keptRevocations.set(kept),
    writeDatabase(async (database) => {
      const writing = database.transaction('revocation', 'readwrite', DURABLE);
      await committed(writing, writing.store.put(kept, 'held'));
    }),
  ]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

async function readTrust(): Promise<Trust> {
  const [first, roots, ...revocations] = await Promise.all([
    openAnchor(),
    keptRoots(),
    keptRevocations.get(),
    revocationInDatabase(),
  ]);
  let root = first;
  for (const bytes of roots) {
    // One from before the package, or a damaged one: what came after that is fetched again.
    root = await openNextRoot(bytes, root).catch(() => root);
  }
  return { root, revocation: await newerRevocation(roleOf(root), ...revocations) };
}

function roleOf({ roles }: Root): string {
  return JSON.stringify(roles.revocation);
}

/** The package's root, or the administrator's; opened once for each. */
async function openAnchor(): Promise<Root> {
  const { root } = await serviceInForce();
  if (anchor?.text !== root) anchor = { text: root, opened: openRootText(root) };
  return anchor.opened;
}

function openRootText(text: string): Promise<Root> {
  return openFirstRoot(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));
}

async function keptRoots(): Promise<readonly Uint8Array[]> {
  try {
    return await (await openDatabase()).getAll('roots');
  } catch (error) {
    logError('trust: no roots', error);
    return [];
  }
}

async function revocationInDatabase(): Promise<settings.KeptRevocation | undefined> {
  return openDatabase()
    .then((database) => database.get('revocation', 'held'))
    .then(settings.parseRevocation)
    .catch(() => undefined); // Told by the one who opens it; the other copy counts.
}

/** The newer copy takes the place of one that is older or lost. */
async function newerRevocation(
  role: string,
  inSettings: settings.KeptRevocation | undefined,
  inDatabase: settings.KeptRevocation | undefined,
): Promise<Revocation | undefined> {
  const numberOf = (kept: settings.KeptRevocation | undefined) =>
    kept?.role === role ? kept.revocation.number : 0;
  const difference = numberOf(inDatabase) - numberOf(inSettings);
  const newer = difference > 0 ? inDatabase : inSettings;
  if (newer === undefined || numberOf(newer) === 0) return undefined;
  if (difference !== 0) await keepRevocation(newer).catch(() => undefined); // Told by its writers.
  return newer.revocation;
}
