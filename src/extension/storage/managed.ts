/**
 * What an administrator set. A browser may take seconds until it tells, and then says "nothing" and
 * "not yet" alike; so the copy of what was last told in full holds from the start, and what the
 * browser tells is reconciled with it. Only the administrator's own settings are kept here: what the
 * person chose is neither read nor changed.
 */
import browser from 'webextension-polyfill';
import { type ManagedReading, NOTHING_MANAGED, readManaged } from '../../policy/index.ts';
import * as settings from './settings.ts';

type ManagedDocument = Readonly<Record<string, unknown>>;

export type Delivered =
  | { readonly kind: 'document'; readonly document: ManagedDocument }
  /** Certain: nothing is set. */
  | { readonly kind: 'none' }
  | { readonly kind: 'failed' };

export interface ManagedNow extends ManagedReading {
  /** Whether the browser has told it since this worker started. */
  readonly isConfirmed: boolean;
}

/** Milliseconds for which less than what was last told is not believed. */
const GRACE = 60_000;

let held: Promise<ManagedNow> | undefined;

/** At once, from the copy; the same object until something changes. Never rejects. */
export function managedNow(): Promise<ManagedNow> {
  held ??= settings.managedCopy
    .get()
    .then((document) => ({ ...readingOf(document), isConfirmed: false }));
  return held;
}

export interface Reconciled {
  readonly isChanged: boolean;
  /** When to ask again, in milliseconds since the epoch; undefined where it is settled. */
  readonly askAgainAt: number | undefined;
}

let last: Promise<unknown> = Promise.resolve();

export interface Told {
  /** What the browser said; without it, it is asked. */
  readonly delivered?: Delivered;
  /** The browser said by itself that it had more, and has it no longer. */
  readonly isTakenBack?: boolean;
}

/** One at a time. */
export function reconcileManaged({
  delivered,
  isTakenBack = false,
}: Told = {}): Promise<Reconciled> {
  const next = last.then(async () => reconcile(delivered ?? (await askBrowser()), isTakenBack));
  last = next.catch(() => undefined);
  return next;
}

async function reconcile(delivered: Delivered, isTakenBack: boolean): Promise<Reconciled> {
  const kept = await settings.managedCopy.get();
  const since = await settings.managedMissing.get();
  const now = Date.now();
  const next = settle(delivered, kept, { since, now, isTakenBack });
  if (next === undefined) {
    const missing = since === 0 || since > now ? now : since;
    if (missing !== since) await settings.managedMissing.set(missing);
    const from = delivered.kind === 'failed' ? now : missing;
    return { isChanged: false, askAgainAt: from + GRACE };
  }
  if (since !== 0) await settings.managedMissing.set(0);
  const isChanged = JSON.stringify(next) !== JSON.stringify(kept);
  held = Promise.resolve({ ...readingOf(next), isConfirmed: true });
  // In force even where it cannot be kept, which is told as 'storage-full'.
  if (isChanged) await settings.managedCopy.set(next).catch(() => undefined);
  return { isChanged, askAgainAt: undefined };
}

/**
 * What is to hold now; undefined for "what is kept, for the time being". Where the key is missing
 * that says that all of it has arrived, other missing keys may only be late, and are waited for.
 */
function settle(
  delivered: Delivered,
  kept: ManagedDocument,
  {
    since,
    now,
    isTakenBack,
  }: { readonly since: number; readonly now: number; readonly isTakenBack: boolean },
): ManagedDocument | undefined {
  if (delivered.kind === 'failed') return undefined;
  if (delivered.kind === 'none') return {};
  const { document } = delivered;
  const isLess = Object.keys(kept).some((key) => !Object.hasOwn(document, key));
  if (!isLess || isTakenBack || readManaged(document).isComplete) return document;
  const isMissingLong = since > 0 && now - since >= GRACE;
  return isMissingLong ? document : undefined;
}

function readingOf(document: ManagedDocument): ManagedReading {
  return Object.keys(document).length === 0 ? NOTHING_MANAGED : readManaged(document);
}

async function askBrowser(): Promise<Delivered> {
  try {
    return { kind: 'document', document: await browser.storage.managed.get() };
  } catch (error) {
    // Firefox has no other way to say that nothing is set; it reads policies when it starts.
    return { kind: /manifest not found/i.test(String(error)) ? 'none' : 'failed' };
  }
}
