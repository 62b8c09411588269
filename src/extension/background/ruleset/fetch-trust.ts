/**
 * Looks for newer roots, one number after the other, and for what was revoked since. Each document
 * is verified by what is held already; one that is not there is nothing new.
 */
import {
  CodedError,
  isExpired,
  openNextRoot,
  openRevocation,
  REVOCATION_LIMIT,
  ROOT_LIMIT,
  ROOT_LIMIT_PER_WALK,
  type Trust,
} from '../../../policy/index.ts';
import { ENDPOINTS } from '../../../wire/index.ts';
import { rootFloor, voidedFloor } from '../../storage/publisher.ts';
import { fetchFromService, jsonOf } from '../service/fetching.ts';
import { disownedVersion } from './ruleset.ts';
import { currentTrust, holdRevocation, holdRoot, possibleFloor, trustAfter } from './trust.ts';

const TIME_LIMIT = 20_000;

/**
 * Throws where something is not as it should be, and 'root-expired' where the newest root is; what
 * was verified until then is held.
 */
export async function renewTrust(): Promise<Trust> {
  await walkRoots();
  await renewRevocation();
  const trust = await currentTrust();
  await voidFloor(trust);
  if (isExpired(trust.root, Date.now())) {
    throw new CodedError('root-expired', `root ${trust.root.number}: expired`);
  }
  return trust;
}

async function walkRoots(): Promise<void> {
  for (let step = 0; step < ROOT_LIMIT_PER_WALK; step += 1) {
    const held = await currentTrust();
    const path = `${ENDPOINTS.rulesetRoots}/${held.root.number + 1}.json`;
    const bytes = await fetchDocument(path, ROOT_LIMIT);
    if (bytes === undefined) return checkFloor(held.root.number);
    const next = trustAfter(held, await openNextRoot(bytes, held.root));
    await holdRoot(next, bytes);
  }
  // What the last one trusts may be outdated already.
  throw new CodedError('too-many-roots', `roots: ${ROOT_LIMIT_PER_WALK} at once, and more`);
}

/** Who has lost the roots must not be kept from them: former keys would count again. */
async function checkFloor(number: number): Promise<void> {
  const floor = possibleFloor(await rootFloor.get(), number);
  if (number >= floor) return;
  throw new CodedError('root-gap', `roots: end at ${number}, and ${floor} was held before`);
}

async function renewRevocation(): Promise<void> {
  const bytes = await fetchDocument(ENDPOINTS.rulesetRevocation, REVOCATION_LIMIT);
  if (bytes === undefined) return;
  const { root, revocation: held } = await currentTrust();
  const revocation = await openRevocation(bytes, root, held);
  if (revocation.number === held?.number) return;
  await holdRevocation({ root, revocation });
}

/**
 * The version of a set that lost its vouchers, to a root, a revocation or another package, keeps
 * nothing out any longer: a thief's may be ahead of the publisher's next one. Older sets are no
 * danger, because nobody vouches for them either; but where only the version was revoked they are,
 * and the floor stands.
 */
async function voidFloor(trust: Trust): Promise<void> {
  const version = await disownedVersion(trust);
  if (version !== undefined) await voidedFloor.set(version);
}

/** Undefined when there is none. */
async function fetchDocument(
  path: string,
  sizeLimit: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const fetched = await fetchFromService({ path, timeLimit: TIME_LIMIT, sizeLimit });
  if (fetched.status === 404) return undefined;
  if (fetched.status !== 200) {
    throw new CodedError('unreachable', `ruleset: ${path}: status ${fetched.status}`);
  }
  // A login page of some network answers 200 as well.
  if (jsonOf(fetched) === undefined) throw new CodedError('not-a-ruleset', `${path}: not JSON`);
  return fetched.bytes;
}
