/** Whether a host is one of a site's: itself, or with a star one of those below it. */
export function isHostLike(host: string, pattern: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}
