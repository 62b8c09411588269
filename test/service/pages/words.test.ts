import { describe, expect, test } from 'vitest';
import en from '../../../src/service/pages/words/en.json' with { type: 'json' };
import { languageOf, WORDS } from '../../../src/service/pages/words/languages.ts';
import { DeskActSchema, PUBLISH_ORDERS } from '../../../src/wire/index.ts';
import { files, read } from '../../support/tree.ts';

function placesIn(text = ''): readonly string[] {
  return (text.match(/\{\w+\}/g) ?? []).sort();
}

describe('the words of portal and desk', () => {
  test.each(Object.entries(WORDS))(
    'are all there in %s, with the same places for values, and none is empty',
    (_, words: Readonly<Record<string, string>>) => {
      expect(Object.keys(words)).toEqual(Object.keys(en));
      const differing = Object.entries(en).filter(([key, text]) => {
        const { [key]: translated = '' } = words;
        return translated.trim() === '' || placesIn(translated).join() !== placesIn(text).join();
      });
      expect(differing).toEqual([]);
    },
  );

  test.each([
    ['zh-TW', 'zh-TW'],
    ['zh-Hant-HK,zh;q=0.9,en;q=0.8', 'zh-TW'],
    ['zh-CN', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['zh-Hans-SG', 'zh-CN'],
    ['de, zh-TW;q=0.5', 'en'],
    ['', 'en'],
  ])('who asks for "%s" reads %s', (wanted, language) => {
    expect(languageOf(wanted)).toBe(language);
  });

  test('name every act that the desk can do', () => {
    const acts = [
      ...DeskActSchema.options.map(({ entries }) => entries.kind.literal),
      ...PUBLISH_ORDERS.map((kind) => `ruleset.${kind}`),
    ];
    expect(acts.filter((act) => !Object.hasOwn(en, `act_${act}`))).toEqual([]);
  });

  test('are all used', () => {
    const sources = files('src/service/{pages,plain}/**/*.{ts,tsx}').map(read).join('\n');
    // Keys that are put together from a code: `say(`kind_${kind}`)`.
    const families = [...sources.matchAll(/`([a-z_]+_)\$\{/g)].map((match) => match[1] ?? '');
    const unused = Object.keys(en).filter(
      (key) =>
        !sources.includes(`'${key}'`) &&
        !sources.includes(`"${key}"`) &&
        !families.some((family) => key.startsWith(family)),
    );
    expect(unused).toEqual([]);
  });
});
