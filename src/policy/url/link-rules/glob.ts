/**
 * Patterns of an administrator's rules: text in which `*` stands for any run of characters. They
 * are matched in time linear in the text for each part, so no pattern can stall the engine.
 */

export type Glob = (text: string) => boolean;

/** Matches the whole of a text. */
export function openGlob(pattern: string): Glob {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  const middle = parts.slice(1, -1);
  if (parts.length === 1) return (text) => text === pattern;
  return (text) => {
    const end = text.length - last.length;
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    let at = first.length;
    for (const part of middle) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at <= end;
  };
}
