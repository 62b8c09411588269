/**
 * What letters look like and which script they belong to. The skeleton follows the idea of UTS #39
 * (two names look alike when their skeletons are equal) with a small table of our own: the letters
 * of other scripts that stand in for Latin ones in the host names of common typefaces.
 */

/** Latin letter to the letters and digits that are read as it. */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  a: 'аαɑạąӑӓ',
  b: 'Ььƅƀβв',
  c: 'сϲⅽçćƈ',
  d: 'ԁɗđժⅾ',
  e: 'еєҽӗëęėɛ℮',
  f: 'ƒғϝք',
  g: 'ɡġցğǥ',
  h: 'һհћнɦħ',
  i: 'іїɩιıìįӏ¡',
  j: 'јϳյʝ',
  k: 'кκқҡƙĸ',
  l: 'ӏⅼ1łɭןӀ',
  m: 'мⅿɱṃ',
  n: 'ոռпղŋɲπ',
  o: 'оοօ0øσөഠ๐',
  p: 'рρƿϼҏ',
  q: 'ԛգզɋ',
  r: 'гꮁɼг',
  s: 'ѕʂśşꜱ',
  t: 'тτţŧƭ',
  u: 'υսцʋµμ',
  v: 'ѵνⅴʌ',
  w: 'ԝшաωɯѡ',
  x: 'хχҳⅹ×',
  y: 'уүγʏყӯ',
  z: 'ʐżźᴢƶ',
};

/** Pairs of letters that are read as one. */
const PAIRS: readonly (readonly [pair: RegExp, letter: string])[] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/ѕѕ/g, 'ss'],
];

const LATIN_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOKS_LIKE).flatMap(([latin, letters]) =>
    [...letters].map((letter) => [letter, latin] as const),
  ),
);

/** What a label looks like in Latin letters; equal skeletons look alike. */
export function skeletonOf(label: string): string {
  const plain = [...label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()]
    .map((letter) => LATIN_OF.get(letter) ?? letter)
    .join('');
  return PAIRS.reduce((text, [pair, letter]) => text.replace(pair, letter), plain);
}

const SCRIPTS: readonly (readonly [name: string, letters: RegExp])[] = [
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
];

/** Scripts that are ordinarily written together, as UTS #39 counts them ("highly restrictive"). */
const WRITTEN_TOGETHER: readonly ReadonlySet<string>[] = [
  new Set(['Latin', 'Han', 'Hiragana', 'Katakana']),
  new Set(['Latin', 'Han', 'Bopomofo']),
  new Set(['Latin', 'Han', 'Hangul']),
];

const ANY_OTHER = /[^\p{Script=Common}\p{Script=Inherited}]/u;

/** The scripts of a label's letters; `Other` for one that has no name here. */
export function scriptsOf(label: string): readonly string[] {
  const found = new Set<string>();
  for (const letter of label) {
    const script = SCRIPTS.find(([, letters]) => letters.test(letter));
    if (script !== undefined) found.add(script[0]);
    else if (ANY_OTHER.test(letter)) found.add('Other');
  }
  return [...found];
}

/** Whether these scripts do not ordinarily stand in one word. */
export function isMixture(scripts: readonly string[]): boolean {
  if (scripts.length < 2) return false;
  return !WRITTEN_TOGETHER.some((together) => scripts.every((script) => together.has(script)));
}
