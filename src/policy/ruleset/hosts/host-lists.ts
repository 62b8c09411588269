/**
 * The hosts that rules list as a whole, in plain: for a browser's own request filter, which knows
 * hosts and no fingerprints. What these lists stop, the rules list with a severity that nobody's
 * choice weakens; where a rule allows anything of a host, these lists stop nothing of it.
 */
import { fullHashOf, toHex } from '../../url/hash.ts';
import { isSevereRule } from '../../verdict.ts';
import { hostOf, isHashed, isHostWide, type RuleEntry } from '../rule.ts';
import { isPlainHost } from './plain-host.ts';

/** Of a host, the nearest one that it is or is under, in either list, speaks. */
export interface HostLists {
  readonly blocked: readonly string[];
  /** Each is under a blocked one. */
  readonly cleared: readonly string[];
}

/** None twice, and none that a host above it in the same list speaks for already. */
export function selectHosts(entries: readonly RuleEntry[]): HostLists {
  const { listed, allowed } = spokenHosts(entries);
  const isStopped = (host: string): boolean => isUnderListed(host, listed, allowed);
  return {
    blocked: [...listed].filter(
      (host) => !allowed.has(host) && isPlainHost(host) && !isStopped(host),
    ),
    cleared: [...allowed].filter((host) => isPlainHost(host) && isStopped(host)),
  };
}

interface SpokenHosts {
  /** As a whole, with a severity that nobody's choice weakens. */
  readonly listed: ReadonlySet<string>;
  /** As a whole or in part. */
  readonly allowed: ReadonlySet<string>;
}

function spokenHosts(entries: readonly RuleEntry[]): SpokenHosts {
  const listed = new Set<string>();
  const allowed = new Set<string>();
  const allowedHashes = new Set<string>();
  for (const entry of entries) {
    const { effect, expression } = entry;
    if (effect === 'allowed') {
      if (isHashed(expression)) allowedHashes.add(expression);
      else allowed.add(hostOf(expression));
    } else if (!isHashed(expression) && isHostWide(expression) && isSevereRule(entry)) {
      listed.add(hostOf(expression));
    }
  }
  // Of a hash that is allowed, it can be seen whether it is that of a listed host.
  if (allowedHashes.size > 0) {
    for (const host of listed) if (allowedHashes.has(hashOfHost(host))) allowed.add(host);
  }
  return { listed, allowed };
}

/** Whether the nearest host above this one that is in a set is listed. */
function isUnderListed(
  host: string,
  listed: ReadonlySet<string>,
  allowed: ReadonlySet<string>,
): boolean {
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
    const above = host.slice(dot + 1);
    if (allowed.has(above)) return false;
    if (listed.has(above)) return true;
  }
  return false;
}

function hashOfHost(host: string): string {
  return `#${toHex(fullHashOf(`${host}/`))}`;
}
