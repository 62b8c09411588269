import { describe, expect, test } from 'vitest';
import type { Diagnostics } from '../../../../src/extension/messaging/options.ts';
import { inForce, reportText } from '../../../../src/extension/pages/options/report-text.ts';
import { CONTEXTS } from '../../../../src/policy/index.ts';

const STATE = { own: undefined, policy: 'open', locked: undefined } as const;

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
  contexts: {
    ...(Object.fromEntries(CONTEXTS.map((context) => [context, STATE])) as Diagnostics['contexts']),
    group: { ...STATE, own: 'ask' },
    channel: { ...STATE, own: 'open', locked: 'block' },
  },
};

describe('inForce', () => {
  test('an administrator goes before the person, and the person before the policy', () => {
    expect(inForce(TOLD.contexts.channel)).toEqual({ action: 'block', source: 'managed' });
    expect(inForce(TOLD.contexts.group)).toEqual({ action: 'ask', source: 'personal' });
    expect(inForce(TOLD.contexts.direct)).toEqual({ action: 'open', source: 'policy' });
  });
});

describe('reportText', () => {
  test('tells states and figures', () => {
    const text = reportText(TOLD);
    for (const line of [
      'state: degraded',
      'problems: net-failed',
      'look-ups: local-only',
      'ruleset: 7 (packaged), policy everyday, 3 rules, expired',
      'test net: bad 0 + 0',
      'context group: ask (personal)',
    ]) {
      expect(text).toContain(`${line}\n`);
    }
  });

  test('holds no address', () => {
    expect(reportText(TOLD)).not.toMatch(/https?:|\w\.example/);
  });
});
