import { describe, expect, test } from 'vitest';
import type { RuleEntry } from '../../../../src/policy/ruleset/rule.ts';
import { clearancesOf } from '../../../../src/policy/ruleset/rules/clearances.ts';
import {
  EMPTY_SEGMENT,
  type RulesFile,
  readSegments,
  type Segment,
  segmentCount,
  writeRules,
} from '../../../../src/policy/ruleset/rules/layout.ts';
import { encodeSegment } from '../../../../src/policy/ruleset/rules/segment.ts';
import { codeThrown } from '../code-thrown.ts';
import { KEY, OTHER_KEY, rule } from '../sample-rules.ts';

const segment = (entries: readonly RuleEntry[], key = KEY): Segment =>
  encodeSegment(entries, key).segment;

const BASE = segment([rule('a.test/'), rule('b.test/'), rule('b.test/', { effect: 'allowed' })]);
const FRESH = segment([rule('c.test/x', { list: 'two' })], OTHER_KEY);
const CLEARANCES = clearancesOf(
  ['b.test/', 'c.test/'].map((text) => rule(text, { effect: 'allowed' })),
);
const FILE: RulesFile = {
  zones: ['cn', 'com.tw'],
  clearances: CLEARANCES,
  base: BASE,
  fresh: FRESH,
};
const BYTES = writeRules(FILE);

/** The file with another header before the same groups. */
function withHeader(change: (text: string) => string, bytes: Uint8Array = BYTES): Uint8Array {
  const size = new DataView(bytes.buffer).getUint32(8);
  const text = new TextDecoder().decode(bytes.subarray(12, 12 + size));
  const header = new TextEncoder().encode(change(text));
  const changed = new Uint8Array([
    ...bytes.subarray(0, 12),
    ...header,
    ...bytes.subarray(12 + size),
  ]);
  new DataView(changed.buffer).setUint32(8, header.length);
  return changed;
}

describe('readSegments', () => {
  test('gives back what writeRules wrote', () => {
    expect(readSegments(BYTES)).toEqual(FILE);
    expect(writeRules(readSegments(BYTES))).toEqual(BYTES);
    expect(segmentCount(BASE)).toBe(3);
  });

  test('knows a file without zones, and one without rules', () => {
    const nothing = { zones: undefined, clearances: new Uint8Array() };
    const file = { ...nothing, base: EMPTY_SEGMENT, fresh: EMPTY_SEGMENT };
    expect(readSegments(writeRules(file))).toEqual(file);
    expect(readSegments(writeRules({ ...file, fresh: FRESH }))).toEqual({ ...file, fresh: FRESH });
    expect(readSegments(writeRules({ ...file, zones: [] }))).toEqual({ ...file, zones: [] });
  });

  test('refuses every truncation and every addition', () => {
    for (let size = 0; size < BYTES.length; size += 1) {
      expect(codeThrown(() => readSegments(BYTES.subarray(0, size)))).toBe('bad-rules');
    }
    const longer = new Uint8Array(BYTES.length + 1);
    longer.set(BYTES);
    expect(codeThrown(() => readSegments(longer))).toBe('bad-rules');
  });

  test('refuses or reads exactly, whichever bit is changed', () => {
    for (let bit = 0; bit < BYTES.length * 8; bit += 1) {
      const changed = Uint8Array.from(BYTES);
      changed[bit >>> 3] = (changed[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
      const code = codeThrown(() => expect(writeRules(readSegments(changed))).toEqual(changed));
      expect([undefined, 'bad-rules']).toContain(code);
    }
  });

  test.each<[string, (text: string) => string]>([
    ['is not JSON', () => '{'],
    ['is not an object', () => '[]'],
    ['holds a blank', (text) => text.replace(':', ': ')],
    ['has an unknown field', (text) => text.replace('{', '{"more":1,')],
    ['has its fields in another order', (text) => reordered(text)],
    ['has a short key', (text) => text.replace(/"key":"../, '"key":"')],
    ['has a key in capitals', (text) => text.replace(/"key":"../, '"key":"AB')],
    ['has zones out of order', (text) => text.replace('"cn","com.tw"', '"com.tw","cn"')],
    ['has a zone twice', (text) => text.replace('"cn"', '"cn","cn"')],
    ['has a zone that is no host', (text) => text.replace('"cn"', '"*.cn"')],
    ['has clearances that are no base64', (text) => text.replace(/("clearances":")./, '$1*')],
    ['has half a clearance', (text) => text.replace(/("clearances":")[^"]{4}/, '$1')],
    ['has clearances twice', (text) => text.replace(/("clearances":")([^"]+)/, '$1$2$2')],
    ['has empty clearances', (text) => text.replace(/("clearances":")[^"]+/, '$1')],
    ['names kinds out of order', (text) => text.replace('"allowed"', '"listed"')],
    ['makes a severe violation lesser', (text) => text.replace('"severe"', '"lesser"')],
    ['counts no rule', (text) => text.replace('"count":2', '"count":0')],
    ['counts a part of a rule', (text) => text.replace('"count":2', '"count":2.5')],
    ['counts more than there are', (text) => text.replace('"count":2', '"count":3')],
    ['counts absurdly', (text) => text.replace('"count":2', '"count":9007199254740991')],
    [
      'has a segment without groups',
      (text) => text.replace(/"fresh":.*/, '"fresh":{"key":"","hashed":false,"groups":[]}}'),
    ],
  ])('refuses a header that %s', (_, change) => {
    expect(codeThrown(() => readSegments(withHeader(change)))).toBe('bad-rules');
  });

  test('reads the header that it changed nothing of', () => {
    expect(readSegments(withHeader((text) => text))).toEqual(FILE);
  });

  test('refuses another magic, another format and a header beyond the file', () => {
    for (const [at, value] of [
      [0, 0],
      [4, 1],
      [8, 0xffffffff],
    ] as const) {
      const changed = Uint8Array.from(BYTES);
      new DataView(changed.buffer).setUint32(at, value);
      expect(codeThrown(() => readSegments(changed))).toBe('bad-rules');
    }
  });
});

function reordered(text: string): string {
  const { zones, base, fresh } = JSON.parse(text) as Record<string, unknown>;
  return JSON.stringify({ base, zones, fresh });
}
