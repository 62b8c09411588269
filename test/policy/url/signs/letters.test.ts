import { describe, expect, test } from 'vitest';
import { isMixture, scriptsOf } from '../../../../src/policy/url/signs/letters.ts';

describe('scriptsOf', () => {
  test('names the scripts of the letters and ignores digits and hyphens', () => {
    expect(scriptsOf('a-1')).toEqual(['Latin']);
    expect(scriptsOf('aа')).toEqual(['Latin', 'Cyrillic']);
    expect(scriptsOf('ᚠ')).toEqual(['Other']);
    expect(scriptsOf('123')).toEqual([]);
  });
});

describe('isMixture', () => {
  test.each(['taobao淘宝', 'にほんカタ日本abc', '한국kr漢', 'пример', 'مثال', 'müller', '中文'])(
    'takes %s for ordinary',
    (label) => {
      expect(isMixture(scriptsOf(label))).toBe(false);
    },
  );

  test.each(['pаypal', 'gοogle', 'аррlе', 'かな한', 'աapple', 'яα'])(
    'takes %s for a mixture',
    (label) => {
      expect(isMixture(scriptsOf(label))).toBe(true);
    },
  );
});
