import { describe, expect, test } from 'vitest';
import type { Diagnostics } from '../../../../src/extension/messaging/options.ts';
import { reportText } from '../../../../src/extension/pages/options/report-text.ts';

const TOLD: Diagnostics = {
  version: '0.1.0',
  browser: 'Test/1',
  steps: [{ id: 'net', outcome: 'bad', detail: '0 + 0' }],
  protection: {
    state: 'degraded',
    service: 'unreachable',
    ruleset: {
      version: 7,
      policy: 'everyday',
      ruleCount: 3,
      issuedAt: 0,
      expiresAt: 1,
      origin: 'packaged',
      stale: 'expired',
    },
    problems: ['net-failed'],
    withheld: [],
  },
  mode: 'local-only',
  managed: { digest: 'ab12', isComplete: true, isConfirmed: true, faults: [] },
  reported: undefined,
  mayCopy: true,
  effective: [
    { key: 'contexts.group', value: 'ask', source: 'personal' },
    { key: 'hints', value: false, source: 'managed' },
    { key: 'block', value: ['blocked.example'], source: 'managed' },
    { key: 'organisation', value: { contact: 'https://help.example/' }, source: 'managed' },
  ],
};

describe('reportText', () => {
  test('tells states and figures', () => {
    const text = reportText(TOLD);
    for (const line of [
      'state: degraded',
      'problems: net-failed',
      'look-ups: local-only',
      'ruleset: 7 (packaged), policy everyday, 3 rules, expired',
      'test net: bad 0 + 0',
      'setting contexts.group: ask (personal)',
      'setting hints: false (managed)',
    ]) {
      expect(text).toContain(`${line}\n`);
    }
  });

  test('tells what an administrator set by its digest, and what is doubtful of it', () => {
    expect(reportText(TOLD)).toContain('managed: ab12\n');
    expect(reportText(TOLD)).not.toContain('not complete');
    const fault = { place: 'block.0', rule: 'expected', expected: 'a host' } as const;
    const managed = { digest: 'cd', isComplete: false, isConfirmed: false, faults: [fault] };
    const text = reportText({ ...TOLD, managed });
    for (const line of [
      'managed: not complete, format is missing',
      'managed: from before, not yet told by the browser',
      'managed: 1 values left out',
    ]) {
      expect(text).toContain(`${line}\n`);
    }
    expect(reportText({ ...TOLD, managed: undefined })).toContain('managed: nothing\n');
  });

  test('tells what would have been done where it is only reported', () => {
    expect(reportText(TOLD)).not.toContain('only reported');
    const text = reportText({ ...TOLD, reported: { block: 2 } });
    expect(text).toContain('only reported: ask 0\n');
    expect(text).toContain('only reported: block 2\n');
  });

  test('holds no address', () => {
    expect(reportText(TOLD)).not.toMatch(/https?:|\w\.example/);
  });
});
