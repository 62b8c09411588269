/** Finds addresses in plain text, as a person would read them. Pure, bounded, linear. */

/** A message that is longer says what it says in the beginning. */
const LONGEST_TEXT = 20_000;
const MOST_ADDRESSES = 20;

const END = '\\s<>"`{}|\\\\^，。！？；：、（）《》【】「」『』“”‘’';
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const ADDRESS = new RegExp(
  `(?<![\\w@/.-])(?:https?://|www\\.|(?:${LABEL}\\.){1,8}[a-z]{2,24}/)[^${END}]*`,
  'gi',
);

/** Asked of every message: the browser searches for a character far quicker than for a pattern. */
export function mayHoldAddress(text: string): boolean {
  return text.indexOf('/') >= 0 || text.indexOf('www.') >= 0 || text.indexOf('WWW.') >= 0;
}

/** As they stand in the text, each once, in their order. */
export function addressesIn(text: string): readonly string[] {
  if (!mayHoldAddress(text)) {
    return [];
  }
  const found = new Set<string>();
  for (const [match] of text.slice(0, LONGEST_TEXT).matchAll(ADDRESS)) {
    const address = withoutEnd(match);
    if (/[^/]\.[^/.]|\/\/[^/]/.test(address)) {
      found.add(address);
    }
    if (found.size === MOST_ADDRESSES) {
      break;
    }
  }
  return [...found];
}

/** What would be opened: a browser takes an address without a scheme like this. */
export function hrefOfText(address: string): string {
  return /^https?:\/\//i.test(address) ? address : `https://${address}`;
}

/** Marks that end a sentence, or a bracket that was opened before the address. */
function withoutEnd(match: string): string {
  let address = match.replace(/[.,;:!?'*_~]+$/, '');
  while (address.endsWith(')') && count(address, '(') < count(address, ')')) {
    address = address.slice(0, -1).replace(/[.,;:!?'*_~]+$/, '');
  }
  return address;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
