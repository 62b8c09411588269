/** Finds the web addresses in what a person writes, as chats make links of them. Pure. */

/** Characters of a draft that are read. */
export const LONGEST_DRAFT = 4_000;
export const MOST_ADDRESSES = 5;

/** Up to white space, a quotation mark, or the punctuation of Chinese, Japanese and Korean. */
const ADDRESS =
  /(?<![a-z0-9@/._-])(?:https?:\/\/|www\.)[^\s"'<>`“”‘’«»，。！？；：、（）【】《》「」『』…]+/giu;

const LAST = /[.,;:!?'*_~|]+$/;
const PAIRS: readonly (readonly [string, string])[] = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
];

export interface WrittenAddress {
  readonly href: string;
  /** As it was written. */
  readonly text: string;
}

/** In their order, each once. */
export function addressesIn(draft: string): readonly WrittenAddress[] {
  const found = new Map<string, WrittenAddress>();
  for (const [match] of draft.slice(0, LONGEST_DRAFT).matchAll(ADDRESS)) {
    const text = withoutPunctuation(match);
    const href = /^www\./i.test(text) ? `https://${text}` : text;
    if (URL.canParse(href) && new URL(href).hostname.includes('.')) {
      found.set(text, { href: new URL(href).href, text });
    }
    if (found.size === MOST_ADDRESSES) {
      break;
    }
  }
  return [...found.values()];
}

/** What ends a sentence ends no address; a bracket that was not opened in it closes another. */
function withoutPunctuation(address: string): string {
  let text = address;
  for (;;) {
    const shorter = withoutLastBracket(text.replace(LAST, ''));
    if (shorter === text) {
      return text;
    }
    text = shorter;
  }
}

function withoutLastBracket(text: string): string {
  const pair = PAIRS.find(([, close]) => text.endsWith(close));
  if (pair === undefined) {
    return text;
  }
  const [open, close] = pair;
  return text.split(close).length > text.split(open).length ? text.slice(0, -1) : text;
}
