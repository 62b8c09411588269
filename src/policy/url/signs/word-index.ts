/** Words that are looked for in names: whole, and at the beginning and the end of longer ones. */

export interface WordIndex {
  readonly whole: ReadonlySet<string>;
  /** By their first and by their last `ENDS` letters, the longest first. */
  readonly byHead: ReadonlyMap<string, readonly string[]>;
  readonly byTail: ReadonlyMap<string, readonly string[]>;
}

/** Shorter words are parts of too many others. */
const ENDS = 4;

export function indexWords(words: Iterable<string>): WordIndex {
  const whole = new Set(words);
  const byHead = new Map<string, string[]>();
  const byTail = new Map<string, string[]>();
  const long = [...whole].filter((word) => word.length >= ENDS);
  for (const word of long.sort((a, b) => b.length - a.length)) {
    for (const [group, key] of [
      [byHead, word.slice(0, ENDS)],
      [byTail, word.slice(-ENDS)],
    ] as const) {
      group.set(key, [...(group.get(key) ?? []), word]);
    }
  }
  return { whole, byHead, byTail };
}

/** Each once. */
export function wordsIn(tokens: readonly string[], index: WordIndex): readonly string[] {
  const found: string[] = [];
  const add = (word: string | undefined) => {
    if (word !== undefined && !found.includes(word)) found.push(word);
  };
  for (const token of tokens) {
    if (index.whole.has(token)) add(token);
    else if (token.length > ENDS) {
      add(index.byHead.get(token.slice(0, ENDS))?.find((word) => token.startsWith(word)));
      add(index.byTail.get(token.slice(-ENDS))?.find((word) => token.endsWith(word)));
    }
  }
  return found;
}
