/** docs/ruleset-format.md describes hosts in plain by an example, which is executed from the page. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  NO_BASE,
  NO_HOSTS,
  readHosts,
  writeHosts,
} from '../../../../src/policy/ruleset/hosts/hosts-file.ts';
import { updateHosts } from '../../../../src/policy/ruleset/hosts/update-hosts.ts';
import { toHex } from '../../../../src/policy/url/hash.ts';

const page = readFileSync(new URL('../../../../docs/ruleset-format.md', import.meta.url), 'utf8');
const section = page.slice(page.indexOf('\n## Hosts in plain'));

function block(language: string): Uint8Array {
  const hex = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(section)?.[1] ?? '';
  return Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'));
}

const LISTS = {
  blocked: ['evil.example', 'bank.example', '203.0.113.7'],
  cleared: ['docs.evil.example'],
};

/** The lengths of words, as the table of the page has them: symbol by symbol. */
function lengthsIn(column: number): ReadonlyMap<string, number> {
  const rows = [...section.matchAll(/^\| (\d+) \| (.*?) \| ?(.*?) ?\|$/gm)];
  return new Map(
    rows.flatMap((row) =>
      (row[column] ?? '')
        .split(' ')
        .filter((symbol) => symbol !== '')
        .map((symbol): [string, number] => [symbol.replaceAll('`', ''), Number(row[1])]),
    ),
  );
}

describe('the hosts of docs/ruleset-format.md', () => {
  test('are these bytes', () => {
    expect(toHex(updateHosts(undefined, LISTS).hosts)).toBe(toHex(block('hosts')));
  });

  test('change by these bytes', () => {
    const base = createHash('sha256').update(block('hosts')).digest('hex');
    const nothing = { gone: new Uint32Array(), added: [] };
    const blocked = { gone: Uint32Array.of(1), added: ['new.example'] };
    expect(toHex(writeHosts(base, { blocked, cleared: nothing }))).toBe(toHex(block('fresh')));
    const former = readHosts(block('hosts'), NO_BASE, NO_HOSTS);
    expect(readHosts(block('fresh'), base, former)).toEqual({
      blocked: ['203.0.113.7', 'evil.example', 'new.example'],
      cleared: ['docs.evil.example'],
    });
  });

  test('are written in words of these lengths', () => {
    const letters = lengthsIn(2);
    const common = lengthsIn(3);
    expect([letters.size, common.size]).toEqual([43, 32]);
    // A list of one host of one letter and an ending, whose words are told by its size.
    for (const letter of 'abcdefghijklmnopqrstuvwxyz-_') {
      const bits = [...`${letter}.zz`].map((one) => letters.get(one) ?? 0);
      const all = bits.reduce((sum, one) => sum + one, 0);
      const expected = (common.get('0') ?? 0) + all + (letters.get('end') ?? 0);
      const { hosts } = updateHosts(undefined, { blocked: [`${letter}.zz`], cleared: [] });
      expect(new DataView(hosts.buffer).getUint32(52)).toBe(Math.ceil(expected / 8));
    }
  });
});
