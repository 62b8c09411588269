/** The pages that are guarded, as the browser's patterns: asked anew each time, for access can go. */
import browser from 'webextension-polyfill';
import * as settings from '../../storage/settings.ts';
import { packagedScript } from './packaged-script.ts';

interface Held {
  readonly pattern: string;
  readonly isGranted: boolean;
}

/** What the manifest names; a person, or an administrator, can take any of it away. */
export function listAlways(): Promise<readonly Held[]> {
  return withGrants(packagedScript().matches);
}

/** What the person turned on, in the order of turning on. */
export async function listTurnedOn(): Promise<readonly Held[]> {
  return withGrants(await settings.turnedOn.get());
}

function withGrants(patterns: readonly string[]): Promise<readonly Held[]> {
  return Promise.all(
    patterns.map(async (pattern) => ({ pattern, isGranted: await isGranted([pattern]) })),
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
