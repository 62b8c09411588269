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
  contexts: Object.fromEntries(
    CONTEXTS.map((context) => [context, DECISION]),
  ) as TriedLink['contexts'],
};

describe('triedText', () => {
  test('tells the address, the way, and each kind of conversation with its reason', () => {
    const text = triedText(TRIED);
    expect(text).toContain('https://go.example/?to=https://end.example/');
    expect(text).toContain('→ https://end.example/');
    expect(text.match(/Asks first/g)).toHaveLength(CONTEXTS.length);
    expect(text).toContain('You chose this');
  });

  test('shows what could turn the text around by its code point', () => {
    expect(triedText(TRIED)).toContain('[U+202E]');
    expect(triedText(TRIED)).not.toContain('\u{202e}');
  });

  test.each(LOCALES)('leaves no word out in %s', (locale) => {
    speak(locale);
    expect(triedText(TRIED)).not.toMatch(/\[[a-z_]+\]/);
  });
});
