import { createHash } from 'node:crypto';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  appendFact,
  BREAKS,
  formatPublicEntry,
  NO_HEAD,
  PublicEntrySchema,
  PublicFactSchema,
  verifyLog,
} from '../../../src/redress/index.ts';
import { BEGIN, entriesOf, FACTS, fileOf } from './sample-log.ts';

const ENTRIES = entriesOf();
const FILE = fileOf(ENTRIES);
const LINES = FILE.split('\n').slice(0, -1);
const HEAD = ENTRIES.at(-1)?.head ?? '';

function changed(line: number, change: (text: string) => string): string {
  return `${LINES.map((text, index) => (index === line - 1 ? change(text) : text)).join('\n')}\n`;
}

describe('appendFact', () => {
  test('chains by SHA-256 over the former head and the canonical entry', () => {
    const [first] = ENTRIES;
    const body = JSON.stringify({ at: first?.at, fact: sorted(first?.fact), number: 1 });
    expect(first?.head).toBe(
      createHash('sha256')
        .update(NO_HEAD + body)
        .digest('hex'),
    );
  });

  test('numbers without gaps, and never runs back in time', () => {
    expect(ENTRIES.map(({ number }) => number)).toEqual(FACTS.map((_, index) => index + 1));
    const [fact] = FACTS;
    const last = ENTRIES.at(-1);
    if (fact === undefined || last === undefined) throw new Error('the sample is empty');
    expect(appendFact(last, BEGIN, fact).at).toBe(last.at);
  });

  test('makes entries that read back', () => {
    for (const entry of ENTRIES) {
      expect(v.parse(PublicEntrySchema, JSON.parse(formatPublicEntry(entry)))).toEqual(entry);
    }
  });

  test('the sample has a fact of every kind', () => {
    const kinds = PublicFactSchema.options.map(({ entries }) => entries.kind.literal);
    expect(FACTS.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
  });
});

describe('verifyLog', () => {
  test('finds a whole log whole', () => {
    expect(verifyLog(FILE)).toEqual({
      kind: 'whole',
      count: 9,
      from: 1,
      to: 9,
      head: HEAD,
      entries: ENTRIES,
    });
    expect(verifyLog('')).toEqual({ kind: 'whole', count: 0, head: NO_HEAD, entries: [] });
  });

  test('goes on from a piece that was checked before', () => {
    const [, , third] = ENTRIES;
    const piece = `${LINES.slice(3).join('\n')}\n`;
    expect(third && verifyLog(piece, { after: third })).toMatchObject({
      kind: 'whole',
      count: 6,
      from: 4,
      to: 9,
    });
    expect(verifyLog(piece)).toEqual({ kind: 'broken', line: 1, why: 'wrong-number' });
    const other = { number: 3, head: 'f'.repeat(64) };
    expect(verifyLog(piece, { after: other })).toEqual({
      kind: 'broken',
      line: 1,
      why: 'wrong-head',
    });
  });

  test('knows a head that was seen once', () => {
    for (const { head } of ENTRIES) expect(verifyLog(FILE, { head }).kind).toBe('whole');
    expect(verifyLog(FILE, { head: NO_HEAD }).kind).toBe('whole');
    const shorter = `${LINES.slice(0, 5).join('\n')}\n`;
    expect(verifyLog(shorter, { head: HEAD })).toEqual({
      kind: 'broken',
      line: 5,
      why: 'head-not-in-log',
    });
  });

  test('checks the place of facts that it does not know', () => {
    const later = { kind: 'later.kind', what: 1 } as never;
    const entry = appendFact(ENTRIES.at(-1), BEGIN, later);
    const check = verifyLog(FILE + formatPublicEntry(entry));
    expect(check).toMatchObject({ kind: 'whole', count: 10, head: entry.head, entries: ENTRIES });
  });

  test.each([
    ['torn', 9, FILE.slice(0, -1)],
    ['torn', 9, FILE.slice(0, -20)],
    ['not-json', 4, changed(4, () => '<html>')],
    ['not-json', 2, changed(2, () => '')],
    ['not-an-entry', 3, changed(3, () => '{}')],
    ['not-an-entry', 3, changed(3, (line) => line.replace('{', '{"extra":1,'))],
    ['wrong-head', 2, changed(2, (line) => line.replace('"complaints":3', '"complaints":2'))],
    ['wrong-head', 2, changed(2, (line) => line.replace('"severe"', '"lesser"'))],
    ['wrong-head', 8, changed(8, (line) => line.replace('"B"', '"A"'))],
    ['wrong-head', 1, changed(1, (line) => line.replace('"aaaa', '"aaab'))],
    ['wrong-head', 6, changed(6, (line) => line.replace('ruling-1', '\\ud800'))],
    ['time-runs-back', 5, changed(5, (line) => line.replace('2026-03-05', '2025-03-05'))],
    ['wrong-number', 5, `${LINES.toSpliced(4, 1).join('\n')}\n`],
    ['wrong-number', 6, `${LINES.toSpliced(5, 0, LINES[4] ?? '').join('\n')}\n`],
  ] as const)('finds %s at line %d', (why, line, text) => {
    expect(verifyLog(text)).toEqual({ kind: 'broken', line, why });
    expect(BREAKS).toContain(why);
  });

  test('finds the first broken place of any change to any entry', () => {
    const place = fc.integer({ min: 0, max: FILE.length - 1 });
    fc.assert(
      fc.property(place, fc.constantFrom('0', '1', 'x', ' ', '"'), (at, letter) => {
        const text = FILE.slice(0, at) + letter + FILE.slice(at + 1);
        const line = FILE.slice(0, at).split('\n').length;
        const check = verifyLog(text);
        // What is whole still says the very same.
        if (check.kind === 'broken') expect(check.line).toBe(line);
        else expect(check).toMatchObject({ head: HEAD, entries: ENTRIES });
      }),
      { numRuns: 500 },
    );
  });
});

function sorted(value: unknown): unknown {
  return Object.fromEntries(Object.entries(value ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
}
