/**
 * Which letters of a site's name are not what they seem: those outside of the plain alphabet, and
 * those that differ from the name that it resembles.
 */
export interface Letters {
  readonly text: string;
  readonly isOdd: boolean;
}

const SCRIPTS = {
  Cyrl: /\p{Script=Cyrillic}/u,
  Grek: /\p{Script=Greek}/u,
  Armn: /\p{Script=Armenian}/u,
  Cher: /\p{Script=Cherokee}/u,
  Hebr: /\p{Script=Hebrew}/u,
  Arab: /\p{Script=Arabic}/u,
  Geor: /\p{Script=Georgian}/u,
  Hani: /\p{Script=Han}/u,
  Hira: /\p{Script=Hiragana}/u,
  Kana: /\p{Script=Katakana}/u,
  Hang: /\p{Script=Hangul}/u,
  Thai: /\p{Script=Thai}/u,
  Deva: /\p{Script=Devanagari}/u,
  Latn: /\p{Script=Latin}/u,
} as const;

/** The name in runs of odd and of ordinary letters. `resembles` is a host that it is mistaken for. */
export function lettersOf(host: string, resembles: string | undefined): readonly Letters[] {
  const letters = [...host];
  const shared = resembles === undefined ? undefined : sharedWith(letters, [...resembles]);
  const runs: Letters[] = [];
  for (const [index, letter] of letters.entries()) {
    const isOdd = letter > '\u007f' || (shared !== undefined && !shared.has(index));
    const last = runs.at(-1);
    if (last?.isOdd === isOdd) runs[runs.length - 1] = { text: last.text + letter, isOdd };
    else runs.push({ text: letter, isOdd });
  }
  return runs;
}

/** ISO 15924 code of the letter's alphabet; undefined for one that has none of those we can name. */
export function scriptOf(letter: string): string | undefined {
  return Object.entries(SCRIPTS).find(([, has]) => has.test(letter))?.[0];
}

/**
 * Places in `letters` that a longest common subsequence shares with `other`. What stands before it,
 * such as "www.", is not compared: only as many labels, from the end, as the other has.
 */
function sharedWith(letters: readonly string[], other: readonly string[]): ReadonlySet<number> {
  const dots = other.filter((letter) => letter === '.').length;
  const places = letters.flatMap((letter, index) => (letter === '.' ? [index] : []));
  const start = (places.at(-1 - dots) ?? -1) + 1;
  const shared = new Set(Array.from({ length: start }, (_, index) => index));
  const compared = letters.slice(start);
  const lengths = longestFrom(compared, other);
  let [i, j] = [0, 0];
  while (i < compared.length && j < other.length) {
    if (compared[i] === other[j]) {
      shared.add(start + i);
      i += 1;
      j += 1;
    } else if (at(lengths, i + 1, j) >= at(lengths, i, j + 1)) i += 1;
    else j += 1;
  }
  return shared;
}

/** By place in both, the length of what they have in common from there on. */
function longestFrom(one: readonly string[], other: readonly string[]): readonly number[][] {
  const lengths = Array.from({ length: one.length + 1 }, () =>
    new Array<number>(other.length + 1).fill(0),
  );
  for (let i = one.length - 1; i >= 0; i -= 1) {
    const row = lengths[i] ?? [];
    for (let j = other.length - 1; j >= 0; j -= 1) {
      row[j] =
        one[i] === other[j]
          ? 1 + at(lengths, i + 1, j + 1)
          : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
    }
  }
  return lengths;
}

function at(lengths: readonly (readonly number[])[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}
