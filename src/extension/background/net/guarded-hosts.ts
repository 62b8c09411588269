/** The hosts whose pages are guarded: those of the package, and those that the person granted. */
import browser from 'webextension-polyfill';

/** `everywhere` where the guard is on for every page. */
export type GuardedHosts = readonly string[] | 'everywhere';

/** Never rejects. */
export async function guardedHosts(): Promise<GuardedHosts> {
  const { content_scripts: scripts = [], host_permissions: packaged = [] } =
    browser.runtime.getManifest();
  const { origins = [] } = await browser.permissions.getAll().catch(() => ({ origins: [] }));
  const granted = origins.filter((pattern) => !packaged.includes(pattern));
  return hostsOfPatterns([...scripts.flatMap(({ matches }) => matches), ...granted]);
}

export function isGuarded(host: string, guarded: GuardedHosts): boolean {
  return (
    guarded === 'everywhere' || guarded.some((one) => host === one || host.endsWith(`.${one}`))
  );
}

/** The host of a pattern such as `https://*.example.com/*`; a rule's host has its subdomains anyway. */
export function hostsOfPatterns(patterns: readonly string[]): GuardedHosts {
  const hosts = new Set<string>();
  for (const pattern of patterns) {
    const [, host] = /^(?:\*|https?):\/\/(?:\*\.)?([^/:]+)/.exec(pattern) ?? [];
    if (pattern === '<all_urls>' || host === '*') return 'everywhere';
    if (host !== undefined) hosts.add(host);
  }
  return [...hosts].sort();
}
