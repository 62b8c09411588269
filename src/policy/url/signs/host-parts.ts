/** A host taken apart once: what its registry gave, and what somebody chose. */
import { parse } from 'tldts';
import { isIpHost, withoutTrailingDots } from '../host.ts';

export interface HostParts {
  /** Without a trailing dot. */
  readonly host: string;
  readonly registrable: string;
  readonly suffix: string;
  /** The first label of the registrable domain. */
  readonly label: string;
  /** The labels in front of the suffix, in the order in which they stand. */
  readonly chosen: readonly string[];
  /** Whether the suffix is a company's, below which anybody gets a name. */
  readonly isLent: boolean;
}

const WITH_PRIVATE_SECTION = {
  allowPrivateDomains: true,
  extractHostname: false,
  validateHostname: false,
} as const;

/** Undefined for IP hosts and public suffixes. Lower-case ASCII, as the URL parser writes it. */
export function partsOf(hostname: string): HostParts | undefined {
  const host = withoutTrailingDots(hostname);
  if (host === '' || isIpHost(host)) return undefined;
  const { domain, publicSuffix, isPrivate } = parse(host, WITH_PRIVATE_SECTION);
  if (domain === null || publicSuffix === null) return undefined;
  return {
    host,
    registrable: domain,
    suffix: publicSuffix,
    label: domain.slice(0, -publicSuffix.length - 1),
    chosen: host.slice(0, -publicSuffix.length - 1).split('.'),
    isLent: isPrivate === true,
  };
}
