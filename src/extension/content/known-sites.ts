/** Which sites a page on this host may be, with the person's own before the built-in ones. */
import type { PageSetup } from '../messaging/protocol.ts';
import { readableSite } from './readable-site.ts';
import { type Site, sitesOn, withOwn } from './sites/index.ts';

export function knownSites(
  host: string,
  { sites, off }: Pick<PageSetup, 'sites' | 'off'>,
): readonly Site[] {
  const readable = sites.flatMap((site) => readableSite(site) ?? []);
  return sitesOn(host, withOwn(readable, off));
}

export function areSame(one: readonly Site[], other: readonly Site[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** '' where the document has no origin of its own. */
export function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : '';
}
