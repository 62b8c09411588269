/**
 * Who answers for a host. A provider never answers for what its tenants publish: neither on the
 * hosts that its row names as given away, nor on any host whose public suffix stands in the
 * private section of the public suffix list. Each service of a company stands by itself.
 */
import { isPublicSuffix, withoutTrailingDots } from '../url/host.ts';
import { CHINESE_PROVIDERS } from './chinese-providers.ts';
import type { Provider } from './provider.ts';
import { providerFrom } from './row.ts';
import { WORLD_PROVIDERS } from './world-providers.ts';

export const PROVIDERS: readonly Provider[] = [...CHINESE_PROVIDERS, ...WORLD_PROVIDERS].map(
  providerFrom,
);

const BY_ID: ReadonlyMap<string, Provider> = new Map(
  PROVIDERS.map((provider) => [provider.id, provider]),
);

/** Null where the host is given to tenants. */
const BY_HOST: ReadonlyMap<string, Provider | null> = new Map(
  PROVIDERS.flatMap((provider): (readonly [string, Provider | null])[] => [
    ...[...provider.hosts, ...provider.shareHosts].map((host) => [host, provider] as const),
    ...(provider.tenantHosts ?? []).map((host) => [host, null] as const),
  ]),
);

const BY_SHARE_HOST: ReadonlyMap<string, Provider> = new Map(
  PROVIDERS.flatMap((provider) => provider.shareHosts.map((host) => [host, provider] as const)),
);

/** The provider that answers for a lower-case ASCII host; the longest host of the directory wins. */
export function providerOf(hostname: string): Provider | undefined {
  return answererOf(hostname) ?? undefined;
}

/** Whether the host lies under a provider's own and is given to its tenants. */
export function isTenantHost(hostname: string): boolean {
  return answererOf(hostname) === null;
}

/** Null where a provider's tenants answer; undefined where no provider has a part in the host. */
function answererOf(hostname: string): Provider | null | undefined {
  const host = withoutTrailingDots(hostname);
  for (let own = host; own !== ''; own = parentOf(own)) {
    const provider = BY_HOST.get(own);
    if (provider !== undefined) return provider && isTenant(host, own) ? null : provider;
  }
  return undefined;
}

export function providerById(id: string): Provider | undefined {
  return BY_ID.get(id);
}

/** The provider whose own short or share links stand on exactly this host. */
export function providerOfShareHost(hostname: string): Provider | undefined {
  return BY_SHARE_HOST.get(hostname);
}

/** A public suffix between the host and the provider's own one makes everything below a tenant's. */
function isTenant(hostname: string, own: string): boolean {
  for (let host = hostname; host.length > own.length; host = parentOf(host)) {
    if (isPublicSuffix(host)) return true;
  }
  return isPublicSuffix(own);
}

function parentOf(host: string): string {
  const dot = host.indexOf('.');
  return dot < 0 ? '' : host.slice(dot + 1);
}
