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

/** Milliseconds for which less than what was last told in full is not believed. */
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

/** `told` is what the browser said by itself; without it, it is asked. One at a time. */
export function reconcileManaged(told?: Delivered): Promise<Reconciled> {
  const next = last.then(async () => reconcile(told ?? (await askBrowser())));
  last = next.catch(() => undefined);
  return next;
}

async function reconcile(delivered: Delivered): Promise<Reconciled> {
  const kept = await settings.managedCopy.get();
  const since = await settings.managedMissing.get();
  const now = Date.now();
  const next = settle(delivered, kept, { since, now });
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
 * What is to hold now; undefined for "what is kept, for the time being". What lacks the key that
 * says that all of it has arrived takes the place of what had it only after a while.
 */
export function settle(
  delivered: Delivered,
  kept: ManagedDocument,
  { since, now }: { readonly since: number; readonly now: number },
): ManagedDocument | undefined {
  if (delivered.kind === 'failed') return undefined;
  if (delivered.kind === 'none') return {};
  const isWhole = readManaged(delivered.document).isComplete;
  if (isWhole || !readManaged(kept).isComplete) return delivered.document;
  const isMissingLong = since > 0 && now - since >= GRACE;
  return isMissingLong ? delivered.document : undefined;
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
