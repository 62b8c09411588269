/** Patterns of site definitions: `*` any characters, `?` one, `{}` what is picked. Pure, linear. */

/** Whether the whole text is like the pattern. */
export function isLike(text: string, pattern: string): boolean {
  let at = 0;
  let from = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const wanted = pattern[from];
    if (wanted === '*') {
      star = from;
      resume = at;
      from += 1;
    } else if (wanted !== undefined && (wanted === '?' || wanted === text[at])) {
      at += 1;
      from += 1;
    } else if (star >= 0) {
      // The last star takes one more; those before it never need to.
      from = star + 1;
      resume += 1;
      at = resume;
    } else {
      return false;
    }
  }
  while (pattern[from] === '*') {
    from += 1;
  }
  return from === pattern.length;
}

/** What stands in the place of `{}`: the shortest, never empty; undefined where nothing fits. */
export function pick(text: string, pattern: string): string | undefined {
  const [before = '', after = ''] = pattern.split('{}');
  for (let start = 0; start <= text.length; start += 1) {
    if (!isLike(text.slice(0, start), before)) {
      continue;
    }
    for (let end = start + 1; end <= text.length; end += 1) {
      if (isLike(text.slice(end), after)) {
        return text.slice(start, end);
      }
    }
    return undefined;
  }
  return undefined;
}

/** The first meaning whose pattern fits. */
export function meaningOf<T>(text: string, meanings: Readonly<Record<string, T>>): T | undefined {
  return Object.entries(meanings).find(([pattern]) => isLike(text, pattern))?.[1];
}
