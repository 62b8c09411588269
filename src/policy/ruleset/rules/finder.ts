/** Finds the rule that speaks of an address, in one or two segments. */
import { type CanonicalUrl, canonicalize } from '../../url/canonicalize.ts';
import { expressionsOf } from '../../url/expressions.ts';
import { fullHashOf, toHex } from '../../url/hash.ts';
import type { RuleMatch } from '../../verdict.ts';
import type { Ruleset } from '../ruleset.ts';
import { isCleared } from './clearances.ts';
import { compareKinds } from './compare-kinds.ts';
import { fingerprintOf, type KeyTables, keyTablesOf } from './fingerprint.ts';
import type { Segment } from './layout.ts';
import { emptySums, type Sums, sumAddress } from './sums.ts';
import { kindAt, mayHold, type Table, tableOf } from './table.ts';

interface Opened {
  readonly keyTables: KeyTables;
  readonly table: Table;
  readonly hasHashed: boolean;
}

/** Of empty segments there is nothing to find, so they are better left out. */
export function finderOf(segments: readonly Segment[], clearances: Uint8Array): Ruleset['find'] {
  const opened = segments.map((segment) => ({
    keyTables: keyTablesOf(segment.key),
    table: tableOf(segment),
    hasHashed: segment.hasHashed,
  }));
  const hashed = opened.filter(({ hasHashed }) => hasHashed);
  const sums = emptySums();

  function look(address: string, isCanonical: boolean): RuleMatch | undefined | 'odd' {
    let match: RuleMatch | undefined;
    for (const { keyTables, table } of opened) {
      if (!sumAddress(address, keyTables, sums, isCanonical)) return 'odd';
      if (mayHit(table, sums)) match = stronger(match, firstHit(address, table, sums, clearances));
    }
    return match;
  }

  return (address) => {
    const match = look(address, false);
    if (match !== 'odd' && hashed.length === 0) return match;
    const canonical = canonicalize(address);
    if (!canonical.ok) return undefined;
    const found = match === 'odd' ? look(canonical.url, true) : match;
    const foundHashed = findHashed(canonical.url, hashed, clearances);
    return stronger(found === 'odd' ? undefined : found, foundHashed);
  };
}

/** Whether any expression may be a rule's. Without a branch: all looks can be under way at once. */
function mayHit(table: Table, sums: Sums): boolean {
  const { suffixCount, suffixSums, prefixCount, prefixSums } = sums;
  let may = 0;
  for (let suffix = 0; suffix < suffixCount; suffix += 1) {
    const first = suffixSums[2 * suffix] as number;
    const second = suffixSums[2 * suffix + 1] as number;
    for (let prefix = 0; prefix < prefixCount; prefix += 1) {
      may |= mayHold(
        table,
        (first + (prefixSums[2 * prefix] as number)) | 0,
        (second + (prefixSums[2 * prefix + 1] as number)) | 0,
      );
    }
  }
  return may !== 0;
}

/** By the longest suffix, and of it by the longest prefix. */
function firstHit(
  address: string,
  table: Table,
  sums: Sums,
  clearances: Uint8Array,
): RuleMatch | undefined {
  const { suffixCount, suffixSums, prefixCount, prefixSums } = sums;
  for (let suffix = suffixCount - 1; suffix >= 0; suffix -= 1) {
    const first = suffixSums[2 * suffix] as number;
    const second = suffixSums[2 * suffix + 1] as number;
    for (let prefix = prefixCount - 1; prefix >= 0; prefix -= 1) {
      const lane0 = (first + (prefixSums[2 * prefix] as number)) | 0;
      const lane1 = (second + (prefixSums[2 * prefix + 1] as number)) | 0;
      if (kindAt(table, lane0, lane1, 0) < 0) continue;
      const expression = expressionAt(address, sums, suffix, prefix);
      const match = matchAt(expression, table, lane0, lane1, clearances);
      if (match !== undefined) return match;
    }
  }
  return undefined;
}

function expressionAt(address: string, sums: Sums, suffix: number, prefix: number): string {
  const host = address.slice(sums.suffixStarts[suffix], sums.hostEnd);
  // An address may end with its host.
  return host + (address.slice(sums.hostEnd, sums.prefixEnds[prefix]) || '/');
}

/** A rule that allows an expression which is not cleared has its fingerprint by chance, or by craft. */
function matchAt(
  expression: string,
  table: Table,
  lane0: number,
  lane1: number,
  clearances: Uint8Array,
): RuleMatch | undefined {
  let number = kindAt(table, lane0, lane1, 0);
  const isAllowing = number >= 0 && number < table.allowingKinds;
  if (isAllowing && !isCleared(clearances, expression)) {
    number = kindAt(table, lane0, lane1, table.allowingKinds);
  }
  const kind = table.kinds[number];
  return kind && { expression, ...kind };
}

/** That of the longer expression; of one expression, the kind that goes before. */
function stronger(a: RuleMatch | undefined, b: RuleMatch | undefined): RuleMatch | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const difference =
    b.expression.indexOf('/') - a.expression.indexOf('/') ||
    b.expression.length - a.expression.length ||
    compareKinds(a, b);
  return difference <= 0 ? a : b;
}

/** Rules of which only the hash is known are found by the hashes of the address's expressions. */
function findHashed(
  url: CanonicalUrl,
  segments: readonly Opened[],
  clearances: Uint8Array,
): RuleMatch | undefined {
  if (segments.length === 0) return undefined;
  for (const expression of expressionsOf(url)) {
    const text = `#${toHex(fullHashOf(expression))}`;
    const match = segments
      .map(({ keyTables, table }) => {
        const { high, low } = fingerprintOf(text, keyTables);
        return matchAt(expression, table, high << 8, low << 8, clearances);
      })
      .reduce(stronger, undefined);
    if (match !== undefined) return match;
  }
  return undefined;
}
