import { describe, expect, test } from 'vitest';
import {
  formatLogEntry,
  LOG_LIMIT,
  type LogEntry,
  nextHead,
  parseLog,
} from '../../../../src/policy/index.ts';

function entriesOf(count: number): LogEntry[] {
  const entries: LogEntry[] = [];
  for (let version = 1; version <= count; version += 1) {
    const payload = String(version).padStart(64, '0');
    entries.push({
      version,
      issuedAt: '2026-01-02T00:00:00.000Z',
      payload,
      rules: 'a'.repeat(64),
      ruleCount: 5,
      head: nextHead(entries.at(-1)?.head, payload),
    });
  }
  return entries;
}

const bytesOf = (entries: readonly LogEntry[]) =>
  new TextEncoder().encode(entries.map(formatLogEntry).join(''));

function refusal(bytes: Uint8Array): string {
  try {
    parseLog(bytes);
  } catch (error) {
    return `${(error as { code: string }).code} ${(error as Error).message}`;
  }
  return 'none';
}

describe('nextHead', () => {
  test('is the SHA-256 of the former head and the payload, both in hex', () => {
    // printf '%064d%064d' 0 1 | sha256sum
    expect(nextHead(undefined, '1'.padStart(64, '0'))).toBe(
      'a4493c085b5158b84118a1ebf80398f05d27f3575986931776865caf8038af81',
    );
  });
});

describe('parseLog', () => {
  test('reads back what was written, from the start or from later on', () => {
    const entries = entriesOf(5);
    expect(parseLog(bytesOf(entries))).toEqual(entries);
    expect(parseLog(bytesOf(entries.slice(2)))).toEqual(entries.slice(2));
    expect(parseLog(new Uint8Array())).toEqual([]);
  });

  test('refuses lines that do not go on from one another', () => {
    const entries = entriesOf(5);
    const without = entries.filter(({ version }) => version !== 3);
    expect(refusal(bytesOf(without))).toMatch(/^bad-log log: line 3: does not go on/);
    expect(refusal(bytesOf(entries.toReversed()))).toMatch(/^bad-log log: line 2/);
    const twice = [...entries.slice(0, 2), ...entries.slice(1)];
    expect(refusal(bytesOf(twice))).toMatch(/^bad-log log: line 3/);
    const changed = entries.map((entry) =>
      entry.version === 4 ? { ...entry, payload: 'b'.repeat(64) } : entry,
    );
    expect(refusal(bytesOf(changed))).toMatch(/^bad-log log: line 4/);
  });

  test('says which line is none', () => {
    const [first] = entriesOf(1);
    const line = JSON.stringify(first);
    const encode = (text: string) => new TextEncoder().encode(text);
    expect(refusal(encode(`${line}\nrubbish\n`))).toBe('bad-log log: line 2: not JSON');
    expect(refusal(encode(`${line}\n{}\n`))).toMatch(/^bad-log log: line 2: version: /);
    expect(refusal(encode(line))).toBe('bad-log log: its last line is torn');
    expect(refusal(new Uint8Array(LOG_LIMIT + 1))).toMatch(/^bad-log log: longer than/);
  });
});
