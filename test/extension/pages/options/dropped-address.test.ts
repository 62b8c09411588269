import { describe, expect, test } from 'vitest';
import { droppedAddress } from '../../../../src/extension/pages/options/dropped-address.ts';

const dropped = (data: Record<string, string>) => ({ getData: (type: string) => data[type] ?? '' });

describe('droppedAddress', () => {
  test('takes the first link, not what stands beside it', () => {
    const data = { 'text/uri-list': '# a link\r\nhttps://a.example/\r\nhttps://b.example/' };
    expect(droppedAddress(dropped({ ...data, 'text/plain': 'words' }))).toBe('https://a.example/');
  });

  test('takes a text where there is no link', () => {
    expect(droppedAddress(dropped({ 'text/plain': ' a.example/x ' }))).toBe('a.example/x');
  });

  test('finds nothing in nothing', () => {
    expect(droppedAddress(dropped({}))).toBeUndefined();
  });
});
