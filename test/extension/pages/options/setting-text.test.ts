import { describe, expect, test } from 'vitest';
import { countOf, settingText } from '../../../../src/extension/pages/options/setting-text.ts';

describe('settingText', () => {
  test('is the value as JSON', () => {
    expect(settingText({ group: 'ask' })).toBe('{"group":"ask"}');
    expect(settingText(['a.example', 7, true])).toBe('["a.example",7,true]');
  });

  test('shortens what nobody reads, and says by how much: pictures, roots', () => {
    const text = settingText({ address: 'https://guard.example.com', root: 'A'.repeat(1200) });
    expect(text).toBe(`{"address":"https://guard.example.com","root":"${'A'.repeat(24)}… (1200)"}`);
  });

  test('leaves no entry of a long list out', () => {
    const list = Array.from({ length: 1000 }, (_, index) => `h${index}.example`);
    expect(JSON.parse(settingText(list))).toEqual(list);
  });
});

describe('countOf', () => {
  test('counts the entries of what is too long to be read at a glance', () => {
    expect(countOf(Array(1000).fill('host.example'))).toBe(1000);
    expect(countOf(['host.example'])).toBeUndefined();
    expect(countOf('A'.repeat(1000))).toBeUndefined();
  });
});
