/** The pages that are guarded, as the browser's patterns: asked anew each time, for access can go. */
import browser from 'webextension-polyfill';
import * as settings from '../../storage/settings.ts';
import { packagedScript } from './packaged-script.ts';

/** What the person turned on, in the order of turning on. */
export async function listTurnedOn(): Promise<readonly { pattern: string; isGranted: boolean }[]> {
  const kept = await settings.turnedOn.get();
  return Promise.all(
    kept.map(async (pattern) => ({ pattern, isGranted: await isGranted([pattern]) })),
  );
}

/** The pages that the script is put into, whoever asked for it: the browser's patterns. */
export async function guardedPatterns(): Promise<readonly string[]> {
  return [...packagedScript().matches, ...(await grantedTurnedOn())];
}

export async function grantedTurnedOn(): Promise<readonly string[]> {
  return (await listTurnedOn()).filter((one) => one.isGranted).map(({ pattern }) => pattern);
}

export function isGranted(patterns: readonly string[]): Promise<boolean> {
  return browser.permissions.contains({ origins: [...patterns] }).catch(() => false);
}
