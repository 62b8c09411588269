import { describe, expect, test } from 'vitest';
import en from '../../../src/service/pages/words/en.json' with { type: 'json' };
import zh from '../../../src/service/pages/words/zh-cn.json' with { type: 'json' };
import { files, read } from '../../support/tree.ts';

const LANGUAGES: Readonly<Record<string, Readonly<Record<string, string>>>> = { en, zh };

function placesIn(text = ''): readonly string[] {
  return (text.match(/\{\w+\}/g) ?? []).sort();
}

describe('the words of portal and desk', () => {
  test('are there in both languages, with the same places for values, and none is empty', () => {
    expect(Object.keys(zh)).toEqual(Object.keys(en));
    const differing = Object.keys(en).filter((key) => {
      const texts = Object.values(LANGUAGES).map((words) => words[key]);
      const [one, other] = texts.map((text) => placesIn(text).join());
      return one !== other || texts.some((text = '') => text.trim() === '');
    });
    expect(differing).toEqual([]);
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
