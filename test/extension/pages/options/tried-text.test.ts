import { describe, expect, test } from 'vitest';
import type { TriedLink } from '../../../../src/extension/messaging/options.ts';
import { CONTEXTS } from '../../../../src/policy/index.ts';
import { LOCALES, speak } from '../speaking-browser.ts';

speak('en');
const { triedText } = await import('../../../../src/extension/pages/options/tried-text.ts');

const DECISION: TriedLink['contexts']['direct'] = {
  action: 'ask',
  reason: { key: 'reason_own_choice', substitutions: [] },
  trace: [
    {
      authority: 'personal',
      source: 'personal',
      rule: 'own-direct',
      says: 'ask',
      effect: 'decided',
      detail: { context: 'direct' },
    },
  ],
};

const TOLD = { isByPolicy: false, chat: 'Slack' };
const OPENED = { ...DECISION, action: 'open', trace: [] } as const;
const byContext = (decided: typeof DECISION) =>
  Object.fromEntries(CONTEXTS.map((context) => [context, decided])) as TriedLink['contexts'];

const TRIED: TriedLink = {
  link: {
    address: 'https://go.example/?to=https://end.example/',
    destination: 'https://end.example/\u{202e}x',
    hops: [{ from: 'https://go.example/', to: 'https://end.example/' }],
    isOpaque: false,
    removed: [],
    action: 'ask',
    verdict: 'unlisted',
    unknownCause: undefined,
    trace: [],
    reason: DECISION.reason,
    provider: undefined,
    context: 'unknown',
    site: '',
  },
  contexts: byContext(DECISION),
  byPolicy: byContext(OPENED),
  at: Date.UTC(2026, 10, 20, 12),
  policy: 'everyday',
  rulesetVersion: 12,
  version: '0.1.0',
  complaining: 'possible',
};

describe('triedText', () => {
  test('tells the address, the way, and each kind of conversation with its reason', () => {
    const text = triedText(TRIED, TOLD);
    expect(text).toContain('https://go.example/?to=https://end.example/');
    expect(text).toContain('→ https://end.example/');
    expect(text.match(/Asks first/g)).toHaveLength(CONTEXTS.length);
    expect(text).toContain('You chose this');
  });

  test('says when, by which rules and in which chat, so that others can try the same', () => {
    const text = triedText(TRIED, TOLD);
    expect(text).toMatch(/^Link Guard 0\.1\.0 · November 20, 2026 at \d/);
    for (const words of ['Everyday', 'Ruleset: 12', 'Slack']) expect(text).toContain(words);
    expect(triedText(TRIED, { ...TOLD, chat: undefined })).not.toContain('Slack');
    const none = triedText({ ...TRIED, rulesetVersion: 0 }, TOLD);
    expect(none).not.toContain('Ruleset: 0');
  });

  test('tells of the policy alone where that is wanted', () => {
    const text = triedText(TRIED, { ...TOLD, isByPolicy: true });
    expect(text.match(/^[^:\n]+: Opens$/gm)).toHaveLength(CONTEXTS.length);
    expect(text).not.toContain('You chose this');
  });

  test('shows what could turn the text around by its code point', () => {
    expect(triedText(TRIED, TOLD)).toContain('[U+202E]');
    expect(triedText(TRIED, TOLD)).not.toContain('\u{202e}');
  });

  test.each(LOCALES)('leaves no word out in %s', (locale) => {
    speak(locale);
    expect(triedText(TRIED, TOLD)).not.toMatch(/\[[a-z_]+\]/);
  });
});
