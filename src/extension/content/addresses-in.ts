/** Finds the web addresses in what people write, as a person would read them. Pure, bounded, linear. */

/** A message that is longer says what it says in the beginning. */
export const LONGEST_TEXT = 20_000;

const END = '\\s<>"\'`{}|\\\\^“”‘’«»，。！？；：、（）【】《》「」『』…';
/** Of scripts whose words stand apart: those before Thai. */
const APART = 'a-z0-9\\u00c0-\\u0dff';
/** Of scripts that are written without spaces, Chinese among them. */
const RUNNING = '\\u0e00-\\u1fff\\u3040-\\ud7ff\\uf900-\\ufaff';
const BEFORE = `(?<![${APART}_@/.-])`;
const LABEL = `[${APART}](?:[${APART}${RUNNING}-]{0,61}[${APART}${RUNNING}])?`;
const RUNNING_LABEL = `(?<![${RUNNING}])[${RUNNING}]{1,63}`;
const TOP = `(?:xn--[a-z0-9-]{2,59}|[a-z\\u00c0-\\u0dff]{2,24}|[${RUNNING}]{2,24})`;
const NAME = `(?:${LABEL}|${RUNNING_LABEL})\\.(?:[${APART}${RUNNING}-]{1,63}\\.){0,30}${TOP}`;
/** A number alone behind the stroke makes a network of it. */
const NUMBER = '(?:\\d{1,3}\\.){3}\\d{1,3}(?!/\\d{1,2}(?![\\w/?#-]|\\.\\w))';
const HOST = `(?:${NAME}|${NUMBER})(?::\\d{1,5})?(?=/|[?#]\\w)`;
const OUTRIGHT = 'https?://|www\\.';
const ADDRESS = new RegExp(
  `${BEFORE}(?:${OUTRIGHT}|${HOST})(?:(?![${RUNNING}](?:${OUTRIGHT}))[^${END}])*`,
  'gi',
);
const LAST = /[.,;:!?*_~]+$/;
const MOST_BRACKETS = 16;

export interface WrittenAddress {
  /** What would be opened: a browser takes an address without a scheme as one of the safe kind. */
  readonly href: string;
  /** As it was written. */
  readonly text: string;
}

/**
 * In their order, each once; no more than so many of them, but of each every reading: where words
 * follow an address without a space, nobody can tell whether they belong to it.
 */
export function addressesIn(text: string, most: number): readonly WrittenAddress[] {
  const found = new Map<string, WrittenAddress>();
  const seen = new Set<string>();
  for (const [match] of text.slice(0, LONGEST_TEXT).matchAll(ADDRESS)) {
    for (const reading of readingsOf(match)) {
      const href = hrefOf(reading);
      if (href !== undefined) {
        seen.add(match);
        found.set(reading, { href, text: reading });
      }
    }
    if (seen.size === most) {
      break;
    }
  }
  return [...found.values()];
}

/** The whole of it, and what comes before the first and before the last of such words in it. */
function readingsOf(match: string): readonly string[] {
  const [first, ...others] = [...match.matchAll(/(?<=[\0-\x7f])[\u0e00-\uffff]/g)];
  const last = others.at(-1) ?? first;
  const cuts = [first, last].flatMap((cut) => (cut === undefined ? [] : match.slice(0, cut.index)));
  return [match, ...cuts].map(withoutEnd);
}

function hrefOf(reading: string): string | undefined {
  const address = /^https?:/i.test(reading) ? reading : `https://${reading}`;
  const [, top = ''] = /^https?:\/\/[^/?#]*\.([^/?#:]*)/i.exec(address) ?? [];
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isHost = url !== undefined && /[.[]/.test(url.hostname);
  // No top-level domain is written in two scripts.
  return isHost && !/[a-z][\u0e00-\uffff]|[\u0e00-\uffff][a-z]/i.test(top) ? url.href : undefined;
}

/** What ends a sentence ends no address; a bracket that was not opened in it closes another. */
function withoutEnd(match: string): string {
  let address = match.replace(LAST, '');
  for (let turn = 0; turn < MOST_BRACKETS; turn += 1) {
    const open = address.endsWith(')') ? '(' : address.endsWith(']') ? '[' : '';
    const close = address.slice(-1);
    if (open === '' || address.split(close).length <= address.split(open).length) {
      break;
    }
    address = address.slice(0, -1).replace(LAST, '');
  }
  return address;
}
