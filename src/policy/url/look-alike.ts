/**
 * Tells whether a host passes itself off as a provider's: by letters that look like those of the
 * provider's name, or by standing the provider's whole host in front of its own. The provider's
 * own hosts, and a name that is simply the same under another ending, are not look-alikes.
 */
import { PROVIDERS, providerOf } from '../provider/directory.ts';
import { isIpHost, registrableDomain, toUnicodeHost, withoutTrailingDots } from './host.ts';
import { skeletonOf } from './letters.ts';

export interface LookAlike {
  readonly unicodeHost: string;
  /** The provider's host. */
  readonly resembles: string;
  readonly providerId: string;
}

interface Original {
  readonly host: string;
  readonly label: string;
  readonly providerId: string;
}

/** Shorter names have too many neighbours in plain Latin letters. */
const MINIMUM_LABEL = 5;
const MINIMUM_FOREIGN_LABEL = 4;

const ORIGINALS: ReadonlyMap<string, Original> = originalsBySkeleton();
const ORIGINAL_HOSTS: ReadonlyMap<string, string> = new Map(
  PROVIDERS.flatMap(({ id, hosts, shareHosts }) =>
    [...hosts, ...shareHosts].map((host) => [host, id] as const),
  ),
);
const MOST_LABELS = 5;

export function lookAlikeOf(hostname: string): LookAlike | undefined {
  const host = withoutTrailingDots(hostname);
  const registrable = registrableDomain(host);
  if (registrable === undefined || isIpHost(host) || providerOf(registrable) !== undefined) {
    return undefined;
  }
  const original = byLetters(registrable) ?? byPrefix(host, registrable);
  return original && { unicodeHost: toUnicodeHost(host), ...original };
}

type Found = Pick<LookAlike, 'resembles' | 'providerId'>;

function byLetters(registrable: string): Found | undefined {
  const label = firstLabel(toUnicodeHost(registrable));
  const isForeign = /[^a-z0-9-]/.test(label);
  for (const candidate of [label, label.replaceAll('-', '')]) {
    if (candidate.length < (isForeign ? MINIMUM_FOREIGN_LABEL : MINIMUM_LABEL)) continue;
    const original = ORIGINALS.get(skeletonOf(candidate));
    if (original !== undefined && original.label !== label) {
      return { resembles: original.host, providerId: original.providerId };
    }
  }
  return undefined;
}

/** As in paypal.com.evil.test and, before a public suffix, in paypal.com.github.io. */
function byPrefix(host: string, registrable: string): Found | undefined {
  const labels = host.slice(0, firstLabel(registrable).length - registrable.length).split('.');
  for (let start = 0; start < labels.length - 1; start += 1) {
    for (let length = 2; length <= MOST_LABELS; length += 1) {
      const front = labels.slice(start, start + length).join('.');
      const providerId = ORIGINAL_HOSTS.get(front);
      if (providerId !== undefined) return { resembles: front, providerId };
    }
  }
  return undefined;
}

function originalsBySkeleton(): Map<string, Original> {
  const originals = new Map<string, Original>();
  for (const { id, hosts } of PROVIDERS) {
    for (const host of hosts) {
      const registrable = registrableDomain(host) ?? host;
      const label = firstLabel(registrable);
      const skeleton = skeletonOf(label);
      if (
        host === registrable &&
        label.length >= MINIMUM_FOREIGN_LABEL &&
        !originals.has(skeleton)
      ) {
        originals.set(skeleton, { host, label, providerId: id });
      }
    }
  }
  return originals;
}

function firstLabel(host: string): string {
  return host.split('.', 1)[0] ?? '';
}
