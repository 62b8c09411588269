/**
 * Filter lists in the syntax of Adblock Plus, as far as they speak of whole documents: hosts and
 * pages, and exceptions to them. A rule that needs a wildcard, an element, a resource type or a
 * condition cannot be carried over exactly and is refused.
 */
import { isHostWide } from '../rule.ts';
import { readAddress } from './address.ts';
import { collectLines, type ImportedList, type ImportOptions, type LineReading } from './import.ts';

const OPTIONS = /\$(~?[\w-]+(?:=[^,]*)?(?:,~?[\w-]+(?:=[^,]*)?)*)$/;
const COSMETIC = /#[@?$%^]*#/;

/** Options under which a rule still speaks of every visit to a document. */
const DOCUMENT = new Set(['all', 'document', 'doc', 'popup']);
/** Options that only widen such a rule, or rank it. */
const HARMLESS = new Set([
  ...['important', 'match-case', 'script', 'image', 'stylesheet', 'css', 'object', 'font', 'media'],
  ...['xmlhttprequest', 'xhr', 'subdocument', 'frame', 'ping', 'websocket', 'other'],
]);

/** Deepest folder that an expression can name. */
const FOLDER_DEPTH = 3;

export function importAbp(text: string, options: ImportOptions): ImportedList {
  return collectLines(text, options, readLine);
}

function readLine(line: string): LineReading {
  if (/^(?:!|\[.*\]$|#(?: |$))/.test(line)) return undefined;
  if (COSMETIC.test(line)) return { refused: 'filter: speaks of elements, not of addresses' };
  const effect = line.startsWith('@@') ? 'allowed' : 'listed';
  const filter = effect === 'allowed' ? line.slice(2) : line;
  const options = OPTIONS.exec(filter);
  if (options?.[1] !== undefined && isRestricted(options[1].split(','))) {
    return { refused: 'option: restricts the rule' };
  }
  const reading = readPattern(options === null ? filter : filter.slice(0, options.index));
  return 'expressions' in reading ? { ...reading, effect } : reading;
}

function isRestricted(options: readonly string[]): boolean {
  const others = options.filter((option) => !DOCUMENT.has(option));
  if (others.some((option) => !HARMLESS.has(option))) return true;
  const ranksOnly = others.every((option) => option === 'important' || option === 'match-case');
  return others.length === options.length && !ranksOnly;
}

type PatternReading = { readonly expressions: readonly string[] } | { readonly refused: string };

function readPattern(pattern: string): PatternReading {
  const anchored = /^\|\|(.*)$|^\|(https?:\/\/.*)$/i.exec(pattern);
  const body = anchored?.[1] ?? anchored?.[2] ?? pattern;
  const [, address = '', end = ''] = /^(.*?)(\^?\|?\*?)$/.exec(body) ?? [];
  if (/[\^*|]/.test(address)) return { refused: 'filter: a wildcard' };
  if (anchored === null && !isBareHost(pattern)) {
    return { refused: 'filter: not anchored at a host' };
  }
  const reading = readAddress(address);
  if ('refused' in reading) return reading;
  const { expression } = reading;
  return { expressions: end.startsWith('^') ? withFolder(expression, end) : [expression] };
}

/** A line that is nothing but a host stands for the host in every common dialect. */
function isBareHost(pattern: string): boolean {
  return /^[^\s/^*|?=&~$]+\.[^\s/^*|?=&~$]+$/.test(pattern);
}

/** `||host/path^` speaks of the page and of everything below it. */
function withFolder(expression: string, end: string): readonly string[] {
  const depth = expression.split('/').length - 1;
  const hasFolder =
    end !== '^|' &&
    !isHostWide(expression) &&
    !expression.includes('?') &&
    !expression.endsWith('/') &&
    depth <= FOLDER_DEPTH;
  return hasFolder ? [expression, `${expression}/`] : [expression];
}
