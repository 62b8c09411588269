/**
 * The binary form of the rules, format 2; docs/ruleset-format.md describes it to the byte. Numbers
 * are big-endian.
 *
 *     4  magic "LGRS"     4  format, 2     4  size of the header
 *     the header: JSON {zones?, clearances?, base?, fresh?}, written as `writeRules` writes it
 *     the groups of the base, then those of the fresh segment, in the order of the header
 *
 * A segment holds one group for each kind of rule. The key of a segment is drawn after its rules
 * are fixed, because whoever knows it could make up an address that a rule would be taken to name.
 * So a published segment only ever loses rules; what is new goes into a fresh one.
 */
import * as v from 'valibot';
import { CodedError } from '../../coded-error.ts';
import { toHex } from '../../url/hash.ts';
import { fromBase64, toBase64 } from '../base64.ts';
import { type RuleKind, RuleKindSchema } from '../rule.ts';
import { areClearances } from './clearances.ts';
import { compareKinds, compareTexts } from './compare-kinds.ts';
import { KEY_BYTES } from './fingerprint.ts';
import { COUNT_LIMIT, decodeGroup, encodeGroup, type Fingerprints, groupSize } from './group.ts';

/** The rules of one kind. A group is never empty. */
export interface Group {
  readonly kind: RuleKind;
  readonly fingerprints: Fingerprints;
}

export interface Segment {
  /** 16 bytes. */
  readonly key: Uint8Array;
  /** Whether it holds rules of which only the hash of the expression is known. */
  readonly hasHashed: boolean;
  /** In the order of `compareKinds`, each kind once. */
  readonly groups: readonly Group[];
}

/** What is in a file of rules. */
export interface RulesFile {
  /** The registrable suffixes that the rules speak of; undefined: of every address. */
  readonly zones: readonly string[] | undefined;
  /** Of what the rules allow, as `clearancesOf` makes them. */
  readonly clearances: Uint8Array;
  readonly base: Segment;
  readonly fresh: Segment;
}

export const EMPTY_SEGMENT: Segment = {
  key: new Uint8Array(KEY_BYTES),
  hasHashed: false,
  groups: [],
};

/** Groups in one segment at most. */
export const GROUP_LIMIT = 0xffff;

const MAGIC = 0x4c475253;
const FORMAT = 2;
const HEADER_AT = 12;
const HEADER_LIMIT = 16 * 1024 * 1024;

const SegmentSchema = v.strictObject({
  key: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, 'expected 32 hex digits')),
  hashed: v.boolean(),
  groups: v.pipe(
    v.array(
      v.strictObject({
        kind: RuleKindSchema,
        count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(COUNT_LIMIT)),
      }),
    ),
    v.minLength(1),
    v.maxLength(GROUP_LIMIT),
  ),
});

const HeaderSchema = v.strictObject({
  zones: v.exactOptional(
    v.array(v.pipe(v.string(), v.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/, 'expected a host'))),
  ),
  clearances: v.exactOptional(
    v.pipe(
      v.string(),
      v.minLength(1),
      v.check((text) => areClearances(fromBase64(text) ?? Uint8Array.of(0)), 'expected clearances'),
    ),
  ),
  base: v.exactOptional(SegmentSchema),
  fresh: v.exactOptional(SegmentSchema),
});

export type Header = v.InferOutput<typeof HeaderSchema>;
export type SegmentHeader = v.InferOutput<typeof SegmentSchema>;

/** A file of rules with its groups as they stand: what a delta needs. */
export interface SplitRules {
  readonly header: Header;
  readonly headerBytes: Uint8Array;
  /** Those of the base, then those of the fresh segment. */
  readonly groups: readonly Uint8Array[];
}

export function segmentCount({ groups }: Segment): number {
  return groups.reduce((count, { fingerprints }) => count + fingerprints.high.length, 0);
}

export function writeRules({ zones, clearances, base, fresh }: RulesFile): Uint8Array<ArrayBuffer> {
  const header = textOf({
    ...(zones !== undefined && { zones: [...new Set(zones)].sort() }),
    ...(clearances.length > 0 && { clearances: toBase64(clearances) }),
    ...headerOf('base', base),
    ...headerOf('fresh', fresh),
  });
  const groups = [base, fresh].flatMap((segment) =>
    segment.groups.map(({ fingerprints }) => encodeGroup(fingerprints)),
  );
  return joinRules(header, groups);
}

/** Throws `bad-rules` on anything that `writeRules` would not have written. */
export function readSegments(bytes: Uint8Array): RulesFile {
  const { header, groups } = splitRules(bytes);
  const baseGroups = header.base?.groups.length ?? 0;
  return {
    zones: header.zones,
    clearances: clearancesIn(header),
    base: readSegment(header.base, groups.slice(0, baseGroups)),
    fresh: readSegment(header.fresh, groups.slice(baseGroups)),
  };
}

/** The parts of a file, checked but for what its groups hold. Throws `bad-rules`. */
export function splitRules(bytes: Uint8Array): SplitRules {
  if (bytes.length < HEADER_AT) throw bad('file: shorter than its beginning');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== MAGIC) throw bad('file: not a file of rules');
  if (view.getUint32(4) !== FORMAT) throw bad(`format: expected ${FORMAT}`);
  const headerSize = view.getUint32(8);
  if (headerSize > bytes.length - HEADER_AT) throw bad('header: too long');
  let at = HEADER_AT + headerSize;
  const headerBytes = bytes.subarray(HEADER_AT, at);
  const header = readHeader(headerBytes);
  const groups = countsOf(header).map((count) => {
    const size = groupSize(count);
    at += size;
    return bytes.subarray(at - size, at);
  });
  if (at !== bytes.length) throw bad('file: its size is not the one that its header says');
  return { header, headerBytes, groups };
}

export function joinRules(
  header: Uint8Array,
  groups: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const size = groups.reduce((sum, group) => sum + group.length, HEADER_AT + header.length);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC);
  view.setUint32(4, FORMAT);
  view.setUint32(8, header.length);
  bytes.set(header, HEADER_AT);
  let at = HEADER_AT + header.length;
  for (const group of groups) {
    bytes.set(group, at);
    at += group.length;
  }
  return bytes;
}

/** How many rules each group has, in the order of the file. */
export function countsOf(header: Header): readonly number[] {
  return segmentsOf(header).flatMap(({ groups }) => groups.map(({ count }) => count));
}

/** Throws `bad-rules` on anything that `writeRules` would not have written. */
export function readHeader(bytes: Uint8Array): Header {
  if (bytes.length > HEADER_LIMIT) throw bad('header: too long');
  let document: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    document = JSON.parse(text);
  } catch (cause) {
    throw new CodedError('bad-rules', 'rules: header: not JSON', { cause });
  }
  const result = v.safeParse(HeaderSchema, document);
  if (!result.success) {
    const [issue] = result.issues;
    throw bad(`header: ${v.getDotPath(issue) ?? 'document'}: ${issue.message}`);
  }
  const header = result.output;
  if (JSON.stringify(header) !== text) throw bad('header: not written as a header is');
  if (!isAscending(header.zones ?? [], compareTexts)) throw bad('header: zones out of order');
  for (const { groups } of segmentsOf(header)) {
    const kinds = groups.map(({ kind }) => kind);
    if (!isAscending(kinds, compareKinds)) throw bad('header: kinds out of order');
  }
  return header;
}

export function segmentsOf({ base, fresh }: Header): readonly SegmentHeader[] {
  return [base, fresh].filter((segment) => segment !== undefined);
}

function readSegment(header: SegmentHeader | undefined, groups: readonly Uint8Array[]): Segment {
  if (header === undefined) return EMPTY_SEGMENT;
  const decoded = header.groups.map(({ count }, index) =>
    decodeGroup(groups[index] as Uint8Array, count),
  );
  return segmentOf(header, decoded);
}

/** With these rules of its groups, in their order; a group that has none of them is left out. */
export function segmentOf(header: SegmentHeader, groups: readonly Fingerprints[]): Segment {
  return {
    key: fromHex(header.key),
    hasHashed: header.hashed,
    groups: header.groups
      .map(({ kind }, index) => ({ kind, fingerprints: groups[index] as Fingerprints }))
      .filter(({ fingerprints }) => fingerprints.high.length > 0),
  };
}

/** Of what the rules of a file allow. */
export function clearancesIn({ clearances = '' }: Header): Uint8Array {
  return fromBase64(clearances) ?? new Uint8Array();
}

function headerOf(
  name: 'base' | 'fresh',
  { key, hasHashed, groups }: Segment,
): Partial<Record<'base' | 'fresh', SegmentHeader>> {
  if (groups.length === 0) return {};
  const counts = groups.map(({ kind, fingerprints }) => {
    const { effect, violation, severity, list } = kind;
    return { kind: { effect, violation, severity, list }, count: fingerprints.high.length };
  });
  return { [name]: { key: toHex(key), hashed: hasHashed, groups: counts } };
}

function textOf(header: Header): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(header));
}

export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(2 * index, 2 * index + 2), 16),
  );
}

function isAscending<T>(items: readonly T[], compare: (a: T, b: T) => number): boolean {
  return items.every((item, index) => index === 0 || compare(items[index - 1] as T, item) < 0);
}

function bad(what: string): CodedError {
  return new CodedError('bad-rules', `rules: ${what}`);
}
