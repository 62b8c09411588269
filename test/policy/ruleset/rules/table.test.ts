import { describe, expect, test } from 'vitest';
import { fingerprintOf, keyTablesOf } from '../../../../src/policy/ruleset/rules/fingerprint.ts';
import { encodeSegment } from '../../../../src/policy/ruleset/rules/segment.ts';
import {
  kindAt,
  mayHold,
  type Table,
  tableOf,
} from '../../../../src/policy/ruleset/rules/table.ts';
import { KEY, rule } from '../sample-rules.ts';

const tables = keyTablesOf(KEY);

function tableWith(count: number): Table {
  const entries = Array.from({ length: count }, (_, index) => rule(`host-${index}.test/`));
  return tableOf(encodeSegment(entries, KEY).segment);
}

function look(table: Table, expression: string): number {
  const { high, low } = fingerprintOf(expression, tables);
  // What stands below the fingerprint in a lane is not looked at.
  return kindAt(table, (high << 8) | 0x5a, (low << 8) | 0xa5, 0);
}

describe('kindAt', () => {
  test.each([1, 10, 1000, 50_000])('finds all of %i rules and no other', (count) => {
    const table = tableWith(count);
    for (let index = 0; index < count; index += 1) {
      expect(look(table, `host-${index}.test/`)).toBe(0);
    }
    for (let index = 0; index < 10_000; index += 1) {
      expect(look(table, `other-${index}.test/`)).toBe(-1);
    }
  });

  test('gives the first kind where several have one expression', () => {
    const entries = ['b', 'c', 'a'].map((list) => rule('a.test/', { list }));
    const table = tableOf(encodeSegment([...entries, rule('b.test/', { list: 'c' })], KEY).segment);
    expect(table.kinds[look(table, 'a.test/')]?.list).toBe('a');
    expect(table.kinds[look(table, 'b.test/')]?.list).toBe('c');
  });

  test('tells more than 256 kinds apart', () => {
    const entries = Array.from({ length: 300 }, (_, index) =>
      rule(`host-${index}.test/`, { list: `list-${index}` }),
    );
    const table = tableOf(encodeSegment(entries, KEY).segment);
    for (const { expression, list } of entries) {
      expect(table.kinds[look(table, expression)]?.list).toBe(list);
    }
  });
});

describe('tableOf', () => {
  test('keeps nearly all that no rule names from being searched for', () => {
    const table = tableWith(50_000);
    let may = 0;
    for (let index = 0; index < 50_000; index += 1) {
      const { high, low } = fingerprintOf(`other-${index}.test/`, tables);
      may += mayHold(table, high << 8, low << 8);
    }
    expect(may / 50_000).toBeLessThan(0.04);
  });

  test('takes at most 8.5 bytes a rule, but for what it takes in any case', () => {
    const fixed = 4 * (2 ** 16 + 1);
    for (const count of [20_000, 26_300, 50_000]) {
      const { filter, starts, rests, kindOf } = tableWith(count);
      const all = [filter, starts, rests, kindOf];
      const bytes = all.reduce((sum, array) => sum + array.byteLength, 0);
      expect((bytes - fixed) / count).toBeLessThan(8.5 - fixed / 1_000_000);
    }
  });
});
