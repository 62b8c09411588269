/** From rules in words to one segment under its key. */
import { CodedError } from '../coded-error.ts';
import { compareKinds } from './compare-kinds.ts';
import { fingerprintOf, keyTablesOf } from './fingerprint.ts';
import { GROUP_LIMIT, type Group, type Segment } from './layout.ts';
import { isHashed, type RuleEntry, type RuleKind } from './rule.ts';
import { sortRules } from './sort-rules.ts';

export interface EncodedSegment {
  readonly segment: Segment;
  /** For each place in the segment, the index of its entry. */
  readonly order: Uint32Array<ArrayBuffer>;
}

/**
 * Repeated rules are held once, for the first of them. Throws `too-many-rules` where there are more
 * kinds than a segment holds, and `unlucky-key` where two expressions of one kind have the same
 * fingerprint under this key: then another key is to be drawn.
 */
export function encodeSegment(entries: readonly RuleEntry[], key: Uint8Array): EncodedSegment {
  const { kinds, kindOf } = numberKinds(entries);
  const { high, low } = fingerprintAll(entries, key);
  const order = sortRules(kindOf, high, low);
  const groups: Group[] = [];
  let read = 0;
  let written = 0;
  for (const [number, kind] of kinds.entries()) {
    const from = written;
    let former = -1;
    for (; read < order.length && kindOf[order[read] as number] === number; read += 1) {
      const index = order[read] as number;
      if (former >= 0 && high[index] === high[former] && low[index] === low[former]) {
        checkRepeated(entries[index], entries[former]);
        continue;
      }
      order[written] = index;
      written += 1;
      former = index;
    }
    const places = order.subarray(from, written);
    groups.push({ kind, fingerprints: { high: pick(high, places), low: pick(low, places) } });
  }
  const hasHashed = entries.some(({ expression }) => isHashed(expression));
  return { segment: { key, hasHashed, groups }, order: order.slice(0, written) };
}

function checkRepeated(a: RuleEntry | undefined, b: RuleEntry | undefined): void {
  if (a?.expression === b?.expression) return;
  throw new CodedError('unlucky-key', 'rules: two of them have one fingerprint under this key');
}

function pick(values: Uint32Array, places: Uint32Array): Uint32Array<ArrayBuffer> {
  const picked = new Uint32Array(places.length);
  for (let place = 0; place < places.length; place += 1) {
    picked[place] = values[places[place] as number] as number;
  }
  return picked;
}

function fingerprintAll(
  entries: readonly RuleEntry[],
  key: Uint8Array,
): { high: Uint32Array; low: Uint32Array } {
  const tables = keyTablesOf(key);
  const high = new Uint32Array(entries.length);
  const low = new Uint32Array(entries.length);
  for (let index = 0; index < entries.length; index += 1) {
    const fingerprint = fingerprintOf((entries[index] as RuleEntry).expression, tables);
    high[index] = fingerprint.high;
    low[index] = fingerprint.low;
  }
  return { high, low };
}

interface NumberedKinds {
  /** In the order of a segment. */
  readonly kinds: readonly RuleKind[];
  /** For each entry, the index of its kind. */
  readonly kindOf: Uint16Array;
}

function numberKinds(entries: readonly RuleEntry[]): NumberedKinds {
  const found: RuleKind[] = [];
  const numbersOf = new Map<string, number[]>();
  const kindOf = new Uint16Array(entries.length);
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index] as RuleEntry;
    const numbers = numbersOf.get(entry.list) ?? [];
    if (numbers.length === 0) numbersOf.set(entry.list, numbers);
    let number = numbers.find((known) => isOfKind(entry, found[known] as RuleKind));
    if (number === undefined) {
      const { effect, violation, severity, list } = entry;
      number = found.push({ effect, violation, severity, list }) - 1;
      numbers.push(number);
    }
    kindOf[index] = number;
  }
  if (found.length > GROUP_LIMIT) {
    throw new CodedError('too-many-rules', `rules: more than ${GROUP_LIMIT} kinds`);
  }
  const kinds = [...found].sort(compareKinds);
  const ranks = Uint16Array.from(found, (kind) => kinds.indexOf(kind));
  for (let index = 0; index < kindOf.length; index += 1) {
    kindOf[index] = ranks[kindOf[index] as number] as number;
  }
  return { kinds, kindOf };
}

/** Both of one list. */
function isOfKind(entry: RuleEntry, { effect, violation, severity }: RuleKind): boolean {
  return entry.violation === violation && entry.effect === effect && entry.severity === severity;
}
