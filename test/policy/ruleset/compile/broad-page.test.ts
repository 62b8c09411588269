import { describe, expect, test } from 'vitest';
import { isBroadPath } from '../../../../src/policy/ruleset/compile/broad-page.ts';

describe('isBroadPath', () => {
  test.each([
    ...['/watch', '/watch/', '/Watch', '/s', '/s/', '/p/', '/item.htm', '/profile.php'],
    ...['/forms/d/e/', '/zh-cn/', '/us/en/', '/somebody/', '/'],
  ])('is so of %s', (path) => {
    expect(isBroadPath(path)).toBe(true);
  });

  test.each([
    ...['/watch?v=1', '/s?', '/s/1a', '/somebody', '/Somebody/', '/view/scam/', '/a1/', '/abc.exe'],
  ])('is not so of %s', (path) => {
    expect(isBroadPath(path)).toBe(false);
  });
});
