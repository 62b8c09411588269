/** The hosts whose pages are guarded, as the browser's rules name hosts. */
import { guardedPatterns } from '../sites/guarded-patterns.ts';

/** `everywhere` where the guard is on for every page. */
export type GuardedHosts = readonly string[] | 'everywhere';

export async function guardedHosts(): Promise<GuardedHosts> {
  return hostsOfPatterns(await guardedPatterns());
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
