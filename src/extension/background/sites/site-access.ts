/**
 * Which hosts are guarded, and who says so: those of the manifest, and those that the person turned
 * on one by one. What is turned on is kept; whether it may be is the browser's, and is asked anew
 * each time, because a person can take it back in the browser's own settings.
 */
import browser from 'webextension-polyfill';
import { CodedError } from '../../../policy/index.ts';
import { isCovered, isOneHost, patternOf } from '../../match-pattern.ts';
import type { SiteAccess } from '../../messaging/protocol.ts';
import { clearProblem, reportProblem } from '../../storage/problems.ts';
import * as settings from '../../storage/settings.ts';
import { releasePages } from '../broadcast.ts';
import { refreshToolbar } from '../toolbar.ts';
import { grantedTurnedOn, isGranted } from './guarded-patterns.ts';
import { injectInto } from './inject.ts';
import { packagedAccess, packagedScript } from './packaged-script.ts';

/** Undefined for what is no web page, or for a page whose address the browser does not tell. */
export async function accessTo(url: string | undefined): Promise<SiteAccess | undefined> {
  const pattern = patternOf(url ?? '');
  if (pattern === undefined) return undefined;
  const always = packagedScript().matches.filter((one) => isCovered(pattern, [one]));
  const kept = await settings.turnedOn.get();
  const isTurnedOn = kept.includes(pattern);
  if (always.length === 0 && !isTurnedOn) {
    return { state: 'not-guarded', pattern, needs: [pattern] };
  }
  const isAlways = always.length > 0;
  const needs = isAlways ? always : [pattern];
  if (!(await isGranted(needs))) return { state: 'needs-permission', pattern, needs };
  return { state: isAlways ? 'always' : 'turned-on', pattern, needs: [] };
}

/** After the browser has granted it; throws 'no-permission' where it has not. */
export async function turnOn(pattern: string): Promise<void> {
  if (!(await isGranted([pattern]))) {
    throw new CodedError('no-permission', 'the browser gives no access to this host');
  }
  await guard([pattern]);
}

export async function turnOff(pattern: string): Promise<void> {
  await settings.turnedOn.update((before) => before.filter((one) => one !== pattern));
  await registerTurnedOn();
  await releasePages([pattern]);
  // What a wider grant covers stays granted; it is not ours to take that back.
  await browser.permissions.remove({ origins: [pattern] }).catch(() => false);
}

/** Granted in the popup, which is closed by the browser's question, or in the browser's settings. */
export async function onAccessAdded(origins: readonly string[] = []): Promise<void> {
  await guard(origins);
  await refreshToolbar();
}

/** Pages under guard that the extension may not read any more are put back and left. */
export async function onAccessRemoved(): Promise<void> {
  await registerTurnedOn();
  const known = [...packagedScript().matches, ...(await settings.turnedOn.get())];
  const held = await Promise.all(known.map((pattern) => isGranted([pattern])));
  await releasePages(known.filter((_, index) => held[index] !== true));
  await refreshToolbar();
}

/** Open pages have the script of a former version, or none. */
export async function injectEverywhere(): Promise<void> {
  await injectInto([...packagedScript().matches, ...(await settings.turnedOn.get())]);
}

/** Whatever the extension came with is no choice of the person's, and a wide grant names no site. */
async function guard(origins: readonly string[]): Promise<void> {
  const packaged = packagedAccess();
  const added = origins.filter((one) => isOneHost(one) && !isCovered(one, packaged));
  if (added.length > 0) {
    await settings.turnedOn.update((before) => [...new Set([...before, ...added])]);
  }
  await registerTurnedOn();
  const { matches } = packagedScript();
  await injectInto([...matches.filter((one) => isCovered(one, origins)), ...added]);
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Brings what is registered in line with what is kept and granted: at every start, because an
 * update drops it, and after every change. One at a time: two at once would register twice.
 */
export function registerTurnedOn(): Promise<void> {
  const next = last.then(registerOrTell);
  last = next.catch(() => undefined);
  return next;
}

async function registerOrTell(): Promise<void> {
  try {
    await register();
    await clearProblem('not-registered');
  } catch (error) {
    await reportProblem('not-registered');
    await refreshToolbar();
    throw error;
  }
}

async function register(): Promise<void> {
  const { files } = packagedScript();
  const wanted = await grantedTurnedOn();
  const registered = await browser.scripting.getRegisteredContentScripts();
  const isRight = ({ id, js = [] }: { id: string; js?: string[] }) =>
    wanted.includes(id) && js.join() === files.join();
  const wrong = registered.filter((one) => !isRight(one)).map(({ id }) => id);
  if (wrong.length > 0) await browser.scripting.unregisterContentScripts({ ids: wrong });
  const missing = wanted.filter(
    (pattern) => !registered.some((one) => one.id === pattern && isRight(one)),
  );
  if (missing.length === 0) return;
  await browser.scripting.registerContentScripts(
    missing.map((pattern) => ({
      id: pattern,
      js: [...files],
      matches: [pattern],
      runAt: 'document_start',
      allFrames: true,
      matchOriginAsFallback: true,
      persistAcrossSessions: true,
    })),
  );
}
