/** Which script letters belong to, and which scripts are ordinarily written together. */

import { onFirstUse } from '../../on-first-use.ts';

const scripts = onFirstUse((): readonly (readonly [name: string, letters: RegExp])[] => [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Georgian', /\p{Script=Georgian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Devanagari', /\p{Script=Devanagari}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Han', /\p{Script=Han}/u],
  ['Hiragana', /\p{Script=Hiragana}/u],
  ['Katakana', /\p{Script=Katakana}/u],
  ['Bopomofo', /\p{Script=Bopomofo}/u],
  ['Hangul', /\p{Script=Hangul}/u],
]);

/** Scripts that are ordinarily written together, as UTS #39 counts them ("highly restrictive"). */
const WRITTEN_TOGETHER: readonly ReadonlySet<string>[] = [
  new Set(['Latin', 'Han', 'Hiragana', 'Katakana']),
  new Set(['Latin', 'Han', 'Bopomofo']),
  new Set(['Latin', 'Han', 'Hangul']),
];

const anyOther = onFirstUse(() => /[^\p{Script=Common}\p{Script=Inherited}]/u);

/** The scripts of a label's letters; `Other` for one that has no name here. */
export function scriptsOf(label: string): readonly string[] {
  const found = new Set<string>();
  for (const letter of label) {
    const script = scripts().find(([, letters]) => letters.test(letter));
    if (script !== undefined) found.add(script[0]);
    else if (anyOther().test(letter)) found.add('Other');
  }
  return [...found];
}

/** Whether these scripts do not ordinarily stand in one word. */
export function isMixture(scripts: readonly string[]): boolean {
  if (scripts.length < 2) return false;
  return !WRITTEN_TOGETHER.some((together) => scripts.every((script) => together.has(script)));
}
