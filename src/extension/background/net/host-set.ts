/** Hosts with their subdomains, and which of them stand below which. */

/** A host that a rule may name; the browsers refuse all rules for the sake of one that is none. */
const HOST = /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])$/;

export function isNameable(host: string): boolean {
  return HOST.test(host);
}

/** Whether a host is one of these, or below one. */
export function isAtOrBelow(host: string, hosts: ReadonlySet<string>): boolean {
  return hosts.has(host) || isBelow(host, hosts);
}

export function isBelow(host: string, hosts: ReadonlySet<string>): boolean {
  let dot = host.indexOf('.');
  while (dot >= 0) {
    if (hosts.has(host.slice(dot + 1))) return true;
    dot = host.indexOf('.', dot + 1);
  }
  return false;
}

export interface HostLevel {
  readonly requestDomains: readonly string[];
  readonly excludedRequestDomains: readonly string[];
}

/**
 * Which hosts are stopped where some below them are free, and some below those are stopped again: a
 * rule knows only one exclusion, so each turn of this is a rule of its own.
 */
export function levelsOf(
  stopped: readonly string[],
  free: readonly string[],
): readonly HostLevel[] {
  const levels: HostLevel[] = [];
  let open = new Set(free.filter(isNameable));
  let hosts = stopped.filter((host) => isNameable(host) && !open.has(host));
  while (hosts.length > 0) {
    const deeper = hosts.filter((host) => isBelow(host, open));
    const here = deeper.length === 0 ? hosts : hosts.filter((host) => !isBelow(host, open));
    const named = new Set(here);
    if (here.length > 0) {
      const excluded = [...open].filter((host) => isBelow(host, named));
      levels.push({ requestDomains: here, excludedRequestDomains: excluded.sort() });
    }
    const below = new Set(deeper);
    open = new Set([...open].filter((host) => isBelow(host, below)));
    hosts = deeper;
  }
  return levels;
}

/** Undefined for an address without a host. */
export function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).hostname || undefined : undefined;
}
