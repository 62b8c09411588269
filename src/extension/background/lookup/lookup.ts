/**
 * What is known of the destinations of many links. The ruleset on the device goes first: what it
 * lists is listed, and nothing needs to leave the browser for it. For the others the service is
 * asked, as far as the person lets it be, by padded batches of hash prefixes; where it does not
 * answer in time, or may not be asked now, the ruleset on the device has the word. No way leads
 * from "no answer" to "not listed".
 */
import type { Listing, LookupMode, Understanding } from '../../../policy/index.ts';
import { log } from '../../log.ts';
import type { LookUpEntry } from '../../messaging/options.ts';
import { decoySecret, lookupBackOff, lookupBudget } from '../../storage/asking.ts';
import { serviceInForce } from '../../storage/service.ts';
import { randomToken } from '../random-token.ts';
import { rulesetFor } from '../ruleset/ruleset.ts';
import { seenFloor } from '../ruleset/version-floor.ts';
import { type Asked, askService, bodyOf } from '../service/ask-service.ts';
import { afterFailure, afterSuccess, mayAsk } from '../service/back-off.ts';
import { noteLookUp } from '../service/sent-log.ts';
import { serviceChanged } from '../service-changed.ts';
import { AnswerCache, answersFrom, type PrefixAnswer } from './answer-cache.ts';
import { hasher, listingFromAnswers, prefixesOf } from './listing-from-answers.ts';
import { listingFromRuleset } from './listing-from-ruleset.ts';
import { lookupModeNow } from './lookup-mode.ts';
import { type Batch, batchCount, padBatches } from './padding.ts';
import { mapInSlices } from './slices.ts';
import { type Bucket, take } from './token-bucket.ts';

/** Milliseconds for all that one judgement asks. */
const TIME_LIMIT = 2500;
const CACHED_PREFIXES = 20_000;
const HASHED_EXPRESSIONS = 5_000;

/** Requests; a page that makes up hosts must not make us flood the service. */
const RATE = { burst: 60, perMinute: 60 };
const RATE_OF_TAB = { burst: 40, perMinute: 30 };
const REMEMBERED_TABS = 200;

const cache = new AnswerCache(CACHED_PREFIXES);
const hash = hasher(HASHED_EXPRESSIONS);
const bucketsOfTabs = new Map<number, Bucket>();

/** What is known at once, in the order of the links; undefined for those that have to wait. */
export type Ahead<T> = (known: readonly (T | undefined)[]) => Promise<void>;

/**
 * In the order of the links. Never rejects. `tabId` is the tab on whose page the links stand. Where
 * others have to wait for the service, `ahead` is told of what the ruleset here lists.
 */
export async function listingsOf(
  links: readonly Understanding[],
  tabId: number | undefined,
  ahead?: Ahead<Listing>,
): Promise<readonly Listing[]> {
  const ruleset = await rulesetFor(links.flatMap(({ addresses }) => addresses));
  const now = Date.now();
  const local = await mapInSlices(links, (link) => listingFromRuleset(link, ruleset, now));
  const { mode } = await lookupModeNow();
  const open = links.filter((_, index) => isAskedAbout(local[index], mode));
  const wanted = await mapInSlices(open, (link) => prefixesOf(link, hash));
  const asking = answersOf(new Set(wanted.flat()), tabId);
  const known = local.map((listing) => (hasToWait(listing, mode) ? undefined : listing));
  if (open.length > 0 && known.some((listing) => listing !== undefined)) await ahead?.(known);
  const { answers, isLimited } = await asking;
  return mapInSlices(local, (known, index) => {
    const link = links[index];
    if (link === undefined || !isAskedAbout(known, mode)) return known;
    const told = ofService(link, answers);
    // The service adds to a listing (since when, on what evidence), and never takes it away.
    if (known.kind === 'listed') return told?.kind === 'listed' ? told : known;
    return told ?? (isLimited ? known : unreached(known));
  });
}

/** In real time about what is not listed here; on a local hit about that alone; else about nothing. */
function isAskedAbout(local: Listing | undefined, mode: LookupMode): boolean {
  if (mode === 'local-only') return false;
  return (local?.kind === 'listed') === (mode === 'on-local-hit');
}

/** What is listed here is listed, whatever the service may add to it. */
function hasToWait(local: Listing, mode: LookupMode): boolean {
  return local.kind !== 'listed' && isAskedAbout(local, mode);
}

/** The ruleset alone would have been no answer, and the service gave none. */
function unreached(local: Listing): Listing {
  return local.kind === 'no-answer' && local.cause !== 'no-ruleset'
    ? { kind: 'no-answer', cause: 'service-unreachable' }
    : local;
}

function ofService(
  link: Understanding,
  answers: ReadonlyMap<string, PrefixAnswer>,
): Listing | undefined {
  return link.addresses.length === 0 ? undefined : listingFromAnswers(link, hash, answers);
}

/** What another service said says nothing. */
export function forgetAnswers(): void {
  cache.clear();
}

interface Answers {
  readonly answers: ReadonlyMap<string, PrefixAnswer>;
  /** Some were not asked for, to spare the service. */
  readonly isLimited: boolean;
}

async function answersOf(
  prefixes: ReadonlySet<string>,
  tabId: number | undefined,
): Promise<Answers> {
  const floor = await seenFloor();
  const now = Date.now();
  const answers = new Map<string, PrefixAnswer>();
  const missing: string[] = [];
  for (const prefix of prefixes) {
    const cached = cache.get(prefix, now);
    if (cached === undefined || cached.rulesetVersion < floor) missing.push(prefix);
    else answers.set(prefix, cached);
  }
  if (missing.length === 0 || !mayAsk(await lookupBackOff.get(), now)) {
    return { answers, isLimited: false };
  }
  const batches = padBatches(missing, await secretOfDecoys());
  const granted = await grantedRequests(batchCount(missing.length), tabId, now);
  const { address: to = '' } = await serviceInForce();
  const results = await Promise.all(
    batches.slice(0, granted).map(async (batch) => ({
      batch,
      asked: await askService(batch.padded, { timeLimit: TIME_LIMIT, floor }),
    })),
  );
  for (const { batch, asked } of results) {
    void noteLookUp({ ...sentBy(batch, asked), at: now, to });
    if (asked.ok) remember(batch, asked, answers);
  }
  await note(
    results.map(({ asked }) => asked),
    now,
  );
  return { answers, isLimited: granted < batches.length };
}

function sentBy({ padded }: Batch, { ok }: Asked): Omit<LookUpEntry, 'at' | 'to'> {
  return { prefixes: padded, bytes: bodyOf(padded).length, isAnswered: ok };
}

/** Made once; where it cannot be kept, it holds for this question. */
export async function secretOfDecoys(): Promise<string> {
  const kept = await decoySecret.get();
  if (kept !== '') return kept;
  const made = randomToken(16);
  return decoySecret.update((before) => before || made).catch(() => made);
}

function remember(
  { wanted }: Batch,
  { response }: Extract<Asked, { ok: true }>,
  answers: Map<string, PrefixAnswer>,
): void {
  const now = Date.now();
  for (const { prefix, answer, ttl } of answersFrom(response, wanted)) {
    answers.set(prefix, answer);
    cache.set(prefix, answer, { now, ttl });
  }
}

async function grantedRequests(
  wanted: number,
  tabId: number | undefined,
  now: number,
): Promise<number> {
  const forTab = tabId === undefined ? wanted : grantedToTab(wanted, tabId, now);
  let granted = 0;
  const taking = lookupBudget.update((before) => {
    const taken = take(before, forTab, RATE, now);
    granted = taken.granted;
    return taken.bucket;
  });
  await taking.catch(() => undefined); // Counted all the same, and told as 'storage-full'.
  return granted;
}

function grantedToTab(wanted: number, tabId: number, now: number): number {
  const { bucket, granted } = take(bucketsOfTabs.get(tabId), wanted, RATE_OF_TAB, now);
  bucketsOfTabs.delete(tabId);
  bucketsOfTabs.set(tabId, bucket);
  const [oldest] = bucketsOfTabs.keys();
  if (bucketsOfTabs.size > REMEMBERED_TABS && oldest !== undefined) bucketsOfTabs.delete(oldest);
  return granted;
}

/**
 * One judgement counts once, however many requests it took, and so do several at the same time:
 * those that began before the back-off did. `startedAt` in milliseconds since the epoch.
 */
async function note(all: readonly Asked[], startedAt: number): Promise<void> {
  // Says nothing of the service that is asked from now on.
  const results = all.filter((asked) => asked.ok || asked.code !== 'service-changed');
  if (results.length === 0) return;
  const failed = results.find((asked) => !asked.ok);
  const now = Date.now();
  let wasFailing = false;
  const noting = lookupBackOff.update((last) => {
    wasFailing = last.failures > 0;
    if (failed === undefined || failed.ok) return afterSuccess(now);
    if (wasFailing && last.notBefore > startedAt) return last;
    return afterFailure(last, { now, random: Math.random(), retryAfter: failed.retryAfter });
  });
  await noting.catch(() => undefined); // Told as 'storage-full'.
  if (failed !== undefined && !failed.ok) log('look-up failed', { code: failed.code });
  if (wasFailing !== (failed !== undefined)) serviceChanged(failed === undefined);
}
