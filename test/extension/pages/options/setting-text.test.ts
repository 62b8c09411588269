import { describe, expect, test } from 'vitest';
import { settingText } from '../../../../src/extension/pages/options/setting-text.ts';

describe('settingText', () => {
  test('is the value as JSON', () => {
    expect(settingText({ group: 'ask' })).toBe('{"group":"ask"}');
    expect(settingText(['a.example', 7, true])).toBe('["a.example",7,true]');
  });

  test('shortens what nobody reads: pictures, roots, long lists', () => {
    const text = settingText({ address: 'https://guard.example.com', root: 'A'.repeat(1200) });
    expect(text).toBe(`{"address":"https://guard.example.com","root":"${'A'.repeat(24)}…"}`);
    expect(settingText(Array(1000).fill('host.example'))).toHaveLength(400);
  });
});
