import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  isKnownName,
  isPlainHost,
  isWrittenPlain,
} from '../../../../src/policy/ruleset/hosts/plain-host.ts';

const LABEL = 'x'.repeat(63);

afterEach(() => vi.restoreAllMocks());

describe('isPlainHost', () => {
  test.each([
    'evil.example',
    'a_b.-c-.evil.example',
    'ab--c.example',
    'xn--fsq.cn',
    '203.0.113.7',
    '[2001:db8::7]',
    'a.1b',
    `${LABEL}.${LABEL}.${LABEL}.${'x'.repeat(61)}`,
  ])('takes %s', (host) => {
    expect(isPlainHost(host)).toBe(true);
  });

  // Each of these makes Firefox refuse a rule with all its hosts, or leads nowhere.
  test.each([
    ...['', 'localhost', '.evil.example', 'evil.example.', 'a..b', 'Evil.example', 'é.example'],
    ...['evil.example:80', 'evil.example/', 'a b.example', 'a~b.example', 'a%b.example'],
    ...['1.2.3', '1.2.3.4.5', '01.2.3.4', '1.2.3.256', 'evil.0x1', 'evil.7'],
    ...['2001:db8::7', '[2001:DB8::7]', '[2001:0db8::7]', '[::1', '[]', '[1.2.3.4]'],
    ...[`x${LABEL}.example`, `x.${LABEL}.${LABEL}.${LABEL}.${'x'.repeat(61)}`],
  ])('refuses "%s"', (host) => {
    expect(isPlainHost(host)).toBe(false);
  });
});

describe('isWrittenPlain', () => {
  test('leaves it open whether a platform knows a name in another script', () => {
    expect(isPlainHost('xn--fsq.example')).toBe(true);
    vi.spyOn(URL, 'parse').mockReturnValue(null);
    expect(isWrittenPlain('xn--fsq.example')).toBe(true);
    expect(isKnownName('xn--fsq.example')).toBe(false);
    expect(isPlainHost('xn--fsq.example')).toBe(false);
  });
});
