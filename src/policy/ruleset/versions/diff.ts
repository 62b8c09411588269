/** What changed between two versions of the rules, for people who answer for them. */
import { CodedError } from '../../coded-error.ts';
import { toHex } from '../../url/hash.ts';
import { HASH_BYTES } from '../hashes/hashes.ts';
import type { RuleKind } from '../rule.ts';
import { compareKinds } from '../rules/compare-kinds.ts';
import { readSegments } from '../rules/layout.ts';
import { makeDelta } from './delta.ts';

export interface RulesState {
  readonly rules: Uint8Array;
  /** Without them it can be counted what changed, but not named. */
  readonly hashes?: Uint8Array | undefined;
}

/** What changed for one kind of rule. */
export interface KindChange extends RuleKind {
  readonly before: number;
  readonly after: number;
  /** Full hashes in hex, ascending; undefined where the hashes of a version are not known. */
  readonly added: readonly string[] | undefined;
  readonly removed: readonly string[] | undefined;
}

export interface RulesDiff {
  readonly before: number;
  readonly after: number;
  /** All kinds of both versions. */
  readonly kinds: readonly KindChange[];
  /** Bytes of the later version whole, and of the delta to it: none where nothing changed. */
  readonly size: number;
  readonly deltaSize: number;
}

/** Throws `bad-rules` where a file is malformed, or hashes do not belong to their rules by size. */
export function diffRules(from: RulesState, to: RulesState): RulesDiff {
  const before = rulesByKind(from);
  const after = rulesByKind(to);
  const kinds = [...new Map([...before, ...after]).keys()].map((text): KindChange => {
    const former = before.get(text);
    const later = after.get(text);
    const isNamed = from.hashes !== undefined && to.hashes !== undefined;
    return {
      ...((former ?? later)?.kind as RuleKind),
      before: former?.ruleCount ?? 0,
      after: later?.ruleCount ?? 0,
      added: isNamed ? onlyIn(later, former) : undefined,
      removed: isNamed ? onlyIn(former, later) : undefined,
    };
  });
  return {
    before: sumOf(before),
    after: sumOf(after),
    kinds: kinds.sort(compareKinds),
    size: to.rules.length,
    deltaSize: isSame(from.rules, to.rules) ? 0 : makeDelta(from.rules, to.rules).length,
  };
}

interface RulesOfKind {
  readonly kind: RuleKind;
  ruleCount: number;
  /** Each hash as a text of 16 units of 16 bits. */
  readonly hashes: Set<string>;
}

function rulesByKind({ rules, hashes }: RulesState): ReadonlyMap<string, RulesOfKind> {
  const { base, fresh } = readSegments(rules);
  const found = new Map<string, RulesOfKind>();
  let place = 0;
  for (const { kind, fingerprints } of [...base.groups, ...fresh.groups]) {
    const text = JSON.stringify(kind);
    const ofKind = found.get(text) ?? { kind, ruleCount: 0, hashes: new Set() };
    found.set(text, ofKind);
    const end = place + fingerprints.high.length;
    ofKind.ruleCount += end - place;
    for (; place < end; place += 1) {
      if (hashes !== undefined) ofKind.hashes.add(hashAt(hashes, place));
    }
  }
  if (hashes !== undefined && hashes.length !== place * HASH_BYTES) {
    throw new CodedError('bad-rules', 'hashes: not of the size that these rules have');
  }
  return found;
}

function hashAt(hashes: Uint8Array, place: number): string {
  const units: number[] = [];
  for (let at = place * HASH_BYTES; at < (place + 1) * HASH_BYTES; at += 2) {
    units.push(((hashes[at] ?? 0) << 8) | (hashes[at + 1] ?? 0));
  }
  return String.fromCharCode(...units);
}

function hexOf(hash: string): string {
  const bytes = Array.from({ length: HASH_BYTES }, (_, at) => {
    const unit = hash.charCodeAt(at >> 1);
    return at % 2 === 0 ? unit >> 8 : unit & 0xff;
  });
  return toHex(Uint8Array.from(bytes));
}

function onlyIn(some: RulesOfKind | undefined, others: RulesOfKind | undefined): string[] {
  const only = [...(some?.hashes ?? [])].filter((hash) => !others?.hashes.has(hash));
  return only.map(hexOf).sort();
}

function sumOf(rules: ReadonlyMap<string, RulesOfKind>): number {
  return [...rules.values()].reduce((sum, { ruleCount }) => sum + ruleCount, 0);
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
