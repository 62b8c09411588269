import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { inLatin, skeletonOf } from '../../../../src/policy/url/signs/skeleton.ts';

/** The confusables of UTS #39, letter to prototype, as a published package has them. */
const CONFUSABLES: Readonly<Record<string, string>> = createRequire(import.meta.url)(
  'unhomoglyph/data.json',
);

/** Only letters and digits of small case can stand in a host. */
function canStandInHost(letter: string): boolean {
  if (!/^[\p{L}\p{N}]$/u.test(letter) || letter.toLowerCase() !== letter) return false;
  return letter.normalize('NFKD') === letter && URL.canParse(`http://a${letter}a.com`);
}

describe('skeletonOf', () => {
  test.each([
    ['раураl', 'paypal'],
    ['аррӏе', 'apple'],
    ['g00gle', 'google'],
    ['paypa1', 'paypal'],
    ['paypai', 'paypal'],
    ['m3tam4sk', 'metamask'],
    ['rnicrosoft', 'microsoft'],
    ['vvhatsapp', 'whatsapp'],
    ['cliscorcl', 'discord'],
    ['ɢᴏᴏɢʟᴇ', 'google'],
    ['ｇｏｏｇｌｅ', 'google'],
    ['gοοgle', 'google'],
    ['fаcebооk', 'facebook'],
    ['âpplé', 'apple'],
    ['tаοbао', 'taobao'],
  ])('%s looks like %s', (label, original) => {
    expect(skeletonOf(label)).toBe(skeletonOf(original));
  });

  test('keeps names apart that do not look alike', () => {
    expect(skeletonOf('taobao')).not.toBe(skeletonOf('tmall'));
    expect(skeletonOf('淘宝')).toBe('淘宝');
  });

  test('knows every confusable of UTS #39 that can stand in a host for a Latin letter or digit', () => {
    const wanted = Object.entries(CONFUSABLES).filter(
      ([letter, prototype]) =>
        /^[a-z0-9]{1,2}$/i.test(prototype) && !/[\0-\x7f]/.test(letter) && canStandInHost(letter),
    );
    expect(wanted.length).toBeGreaterThan(200);
    const unlike = wanted.filter(
      ([letter, prototype]) => skeletonOf(letter) !== skeletonOf(prototype.toLowerCase()),
    );
    // The Chinese zero is written in ordinary Chinese names.
    expect(unlike.map(([letter]) => letter)).toEqual(['〇']);
  });
});

describe('inLatin', () => {
  test('leaves plain letters and digits as they are', () => {
    expect(inLatin('Rn1-Vv0')).toBe('rn1-vv0');
    expect(inLatin('раураl')).toBe('paypal');
  });
});
