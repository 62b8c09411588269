/** docs/ruleset-format.md describes the format by an example, which is executed from the page. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RuleEntry } from '../../../../src/policy/ruleset/rule.ts';
import { fingerprintOf, keyTablesOf } from '../../../../src/policy/ruleset/rules/fingerprint.ts';
import { encodeRules, openRules } from '../../../../src/policy/ruleset/rules/rules.ts';
import { toHex } from '../../../../src/policy/url/hash.ts';

const page = readFileSync(new URL('../../../../docs/ruleset-format.md', import.meta.url), 'utf8');
const example = page.slice(page.indexOf('\n## An example'));

function block(language: string): string {
  return new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(example)?.[1] ?? '';
}

function table(heading: string): readonly (readonly string[])[] {
  const from = example.indexOf(`| ${heading} |`);
  const rows = example.slice(from).split('\n\n', 1)[0]?.trim().split('\n').slice(2) ?? [];
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.replaceAll('`', '').trim()),
  );
}

const key = Uint8Array.from({ length: 16 }, (_, index) => index);
const rules = JSON.parse(block('json')) as readonly RuleEntry[];
const bytes = encodeRules(rules, { baseKey: key }).rules;
const hex = (number: number, digits: number) => (number >>> 0).toString(16).padStart(digits, '0');

describe('the example of docs/ruleset-format.md', () => {
  test('has this key and these starts', () => {
    expect(example).toContain(`under the key \`${toHex(key)}\``);
    const [first = 0, second = 0] = keyTablesOf(key).starts;
    expect(example).toContain(`start at \`${hex(first, 8)}\` and \`${hex(second, 8)}\``);
  });

  test('has these fingerprints', () => {
    const rows = table('expression');
    expect(rows).toHaveLength(rules.length);
    for (const [expression = '', ...lanes] of rows) {
      const { high, low } = fingerprintOf(expression, keyTablesOf(key));
      expect(lanes).toEqual([hex(high, 6), hex(low, 6)]);
    }
  });

  test('has these bytes', () => {
    expect(toHex(bytes)).toBe(block('hex').replace(/\s/g, ''));
    const headerSize = new DataView(bytes.buffer).getUint32(8);
    expect(example).toContain(`its header of ${headerSize} bytes`);
    const groups = toHex(bytes.subarray(12 + headerSize));
    const told = [...example.matchAll(/`((?:[0-9a-f]{6,8} ?)+)`/g)].map(([, text = '']) =>
      text.replaceAll(' ', ''),
    );
    expect(told).toContain(groups.slice(0, 20));
    expect(told).toContain(groups.slice(20, 28));
  });

  test('finds this', () => {
    const { find } = openRules(bytes);
    const rows = table('address');
    expect(rows.length).toBeGreaterThan(5);
    for (const [url = '', expression] of rows) {
      expect([url, find(url)?.expression ?? 'none']).toEqual([url, expression]);
    }
  });
});
