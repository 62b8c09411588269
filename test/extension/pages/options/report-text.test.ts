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
  },
  mode: 'local-only',
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

  test('holds no address', () => {
    expect(reportText(TOLD)).not.toMatch(/https?:|\w\.example/);
  });
});
