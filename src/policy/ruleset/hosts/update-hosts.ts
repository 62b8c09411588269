/**
 * The next version of the hosts in plain, for whose clients little is to be fetched: the base stays,
 * and the fresh hosts say what has changed since. When that is too much, all becomes base again.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { CodedError, codeOf } from '../../coded-error.ts';
import { toHex } from '../../url/hash.ts';
import { HOST_COUNT_LIMIT } from './host-coding.ts';
import type { HostLists } from './host-lists.ts';
import {
  type HostChange,
  type HostChanges,
  NO_BASE,
  NO_HOSTS,
  readHosts,
  writeHosts,
} from './hosts-file.ts';
import type { HostParts } from './open-hosts.ts';

/** Hosts of the base for each change since, at least. */
const BASE_SHARE = 10;

/**
 * `formerBase` is the part `hosts` of the version before. The same hosts as before give the same
 * bytes as before. Throws `too-many-rules`.
 */
export function updateHosts(formerBase: Uint8Array | undefined, lists: HostLists): HostParts {
  if (Math.max(lists.blocked.length, lists.cleared.length) > HOST_COUNT_LIMIT) {
    throw new CodedError('too-many-rules', `hosts: more than ${HOST_COUNT_LIMIT} of them`);
  }
  const base = formerBase && readBase(formerBase);
  if (formerBase !== undefined && base !== undefined) {
    const changes = changesBetween(base, lists);
    if (changeCount(changes) * BASE_SHARE <= base.blocked.length + base.cleared.length) {
      return partsOf(formerBase.slice(), changes);
    }
  }
  const hosts = writeHosts(NO_BASE, changesBetween(NO_HOSTS, lists));
  return partsOf(hosts, changesBetween(NO_HOSTS, NO_HOSTS));
}

function partsOf(hosts: Uint8Array<ArrayBuffer>, changes: HostChanges): HostParts {
  return { hosts, freshHosts: writeHosts(toHex(sha256(hosts)), changes) };
}

/** Undefined where it cannot be read: then there is nothing to go on from. */
function readBase(bytes: Uint8Array): HostLists | undefined {
  try {
    return readHosts(bytes, NO_BASE, NO_HOSTS);
  } catch (error) {
    if (codeOf(error) === 'bad-hosts') return undefined;
    throw error;
  }
}

function changesBetween(from: HostLists, to: HostLists): HostChanges {
  return {
    blocked: changeBetween(from.blocked, to.blocked),
    cleared: changeBetween(from.cleared, to.cleared),
  };
}

function changeBetween(from: readonly string[], to: readonly string[]): HostChange {
  const before = new Set(from);
  const after = new Set(to);
  const places = from.flatMap((host, place) => (after.has(host) ? [] : [place]));
  return { gone: Uint32Array.from(places), added: to.filter((host) => !before.has(host)) };
}

function changeCount({ blocked, cleared }: HostChanges): number {
  return [blocked, cleared].reduce((sum, { gone, added }) => sum + gone.length + added.length, 0);
}
