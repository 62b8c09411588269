/** The two parts of a ruleset that hold hosts in plain, checked and read as one. */
import { checkPart } from '../part.ts';
import type { Manifest } from '../trust/manifest.ts';
import type { HostLists } from './host-lists.ts';
import { NO_BASE, NO_HOSTS, readHosts } from './hosts-file.ts';
import { isKnownName } from './plain-host.ts';

/** What a client takes with a ruleset, and reads when its request filter is to be set. */
export const HOST_PARTS = ['hosts', 'freshHosts'] as const;

export type HostParts = Readonly<Record<(typeof HOST_PARTS)[number], Uint8Array<ArrayBuffer>>>;

/**
 * Without names that this platform cannot read. Throws `bad-part` where a part is not the one that
 * the manifest names, and `bad-hosts` where one was signed but is malformed.
 */
export async function openHosts(
  { parts: named }: Pick<Manifest, 'parts'>,
  parts: HostParts,
): Promise<HostLists> {
  await Promise.all(HOST_PARTS.map((name) => checkPart(name, named[name], parts[name])));
  const base = readHosts(parts.hosts, NO_BASE, NO_HOSTS);
  const { blocked, cleared } = readHosts(parts.freshHosts, named.hosts.sha256, base);
  return { blocked: blocked.filter(isKnownName), cleared: cleared.filter(isKnownName) };
}
