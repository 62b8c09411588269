/**
 * Filter lists in the syntax of Adblock Plus and uBlock Origin, as far as they speak of whole
 * documents: hosts and pages, and exceptions to them. A rule that needs a wildcard, an element, a
 * resource type or a condition cannot be carried over exactly and is refused. Filters do not mind
 * the case of a path and expressions do, so a page is carried over as it is written: narrower.
 */
import { isHostWide } from '../rule.ts';
import { readAddress } from './address.ts';
import { collectLines, type ImportedList, type ImportOptions, type LineReading } from './import.ts';
import { makePlainReaders } from './plain-address.ts';

const OPTIONS = /\$(~?[\w-]+(?:=[^,]*)?(?:,~?[\w-]+(?:=[^,]*)?)*)$/;
const FRONT_ALONE = 'filter: of one address whose expression is of all below it';
const COSMETIC = /#[@?$%^]*#/;
const DIRECTIVE = /^!#(\w+)/;

/** Options under which a rule still speaks of every visit to a document. */
const DOCUMENT = new Set(['all', 'document', 'doc', 'popup']);
/** Options that only widen such a rule, or rank it. */
const HARMLESS = new Set([
  ...['important', 'match-case', 'script', 'image', 'stylesheet', 'css', 'object', 'font', 'media'],
  ...['xmlhttprequest', 'xhr', 'subdocument', 'frame', 'ping', 'websocket', 'other'],
]);
/** Options of rules that change a request or an answer, or other rules, and list nothing. */
const MODIFIERS = new Set([
  ...['removeparam', 'queryprune', 'removeheader', 'redirect', 'redirect-rule', 'rewrite', 'csp'],
  ...['permissions', 'replace', 'urltransform', 'uritransform', 'urlskip', 'header', 'cookie'],
  ...['badfilter', 'generichide', 'ghide', 'specifichide', 'shide', 'elemhide', 'ehide'],
  ...['genericblock', 'inline-script', 'inline-font', 'popunder', 'empty', 'mp4', 'jsonprune'],
]);

/** Deepest folder that an expression can name. */
const FOLDER_DEPTH = 3;

export function importAbp(text: string, options: ImportOptions): ImportedList {
  const disabled = disabledFilters(text);
  let conditions = 0;
  const read = (line: string): LineReading => {
    const directive = DIRECTIVE.exec(line)?.[1];
    if (directive === 'if') conditions += 1;
    else if (directive === 'endif') conditions = Math.max(conditions - 1, 0);
    else if (directive === 'include') return { refused: 'directive: includes another list' };
    if (isComment(line)) return undefined;
    if (conditions > 0) return { refused: 'directive: stands under a condition' };
    if (disabled.has(line)) return { refused: 'option: disabled by $badfilter' };
    return readFilter(line);
  };
  // Under a condition, or with filters that disable others, every line takes the long way.
  const isStateful = disabled.size > 0 || /^!#if\b/m.test(text);
  return collectLines(text, options, {
    read,
    readPlain: isStateful ? undefined : makePlainReaders().host,
  });
}

function isComment(line: string): boolean {
  return /^(?:!|\[.*\]$|#(?: |$))/.test(line);
}

function disabledFilters(text: string): ReadonlySet<string> {
  if (!text.includes('badfilter')) return new Set();
  const lines = text.split('\n').map((line) => line.trim());
  return new Set(
    lines
      .filter((line) => /[$,]badfilter(?:,|$)/.test(line))
      .map((line) => line.replace(/([$,])badfilter(?:,|$)/, '$1').replace(/[$,]$/, '')),
  );
}

function readFilter(line: string): LineReading {
  if (COSMETIC.test(line)) return { refused: 'filter: speaks of elements, not of addresses' };
  const effect = line.startsWith('@@') ? 'allowed' : 'listed';
  const filter = effect === 'allowed' ? line.slice(2) : line;
  const options = OPTIONS.exec(filter);
  const problem = options?.[1] === undefined ? undefined : optionProblem(options[1].split(','));
  if (problem !== undefined) return { refused: `option: ${problem}` };
  const reading = readPattern(options === null ? filter : filter.slice(0, options.index));
  return 'expressions' in reading ? { ...reading, effect } : reading;
}

function optionProblem(options: readonly string[]): string | undefined {
  const names = options.map((option) => option.replace(/=.*$/, ''));
  const modifier = names.find((name) => MODIFIERS.has(name));
  if (modifier !== undefined) return `$${modifier} lists nothing`;
  const others = options.filter((option) => !DOCUMENT.has(option));
  const restricting = others.find((option) => !HARMLESS.has(option));
  if (restricting !== undefined) return `$${restricting.replace(/=.*$/, '')} restricts the rule`;
  const ranksOnly = others.every((option) => option === 'important' || option === 'match-case');
  if (others.length !== options.length || ranksOnly) return undefined;
  return `$${others.find((option) => HARMLESS.has(option))} restricts the rule`;
}

type PatternReading = { readonly expressions: readonly string[] } | { readonly refused: string };

function readPattern(pattern: string): PatternReading {
  if (/^\/.*\/$/.test(pattern)) return { refused: 'filter: a regular expression' };
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
  // Its end is an end, and of a folder an expression names all that is below it.
  if (end.includes('|') && expression.endsWith('/')) return { refused: FRONT_ALONE };
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
