/** Whether a host is one of a site's: itself, or with a star one of those below it. */
export function isHostLike(host: string, pattern: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}

/** A site without hosts is known by its fingerprint alone, wherever it is. */
export function mayBeOn(host: string, { hosts }: { readonly hosts: readonly string[] }): boolean {
  return hosts.length === 0 || hosts.some((pattern) => isHostLike(host, pattern));
}
