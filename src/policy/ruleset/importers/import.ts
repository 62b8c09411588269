/**
 * Reads a list that somebody else wrote into rules. A list is never trusted to be clean: every line
 * that cannot be carried over exactly is refused, with its number and the rule that it breaks, and
 * nothing is ever widened: a page stays a page.
 */
import type { Violation } from '../../violation.ts';
import { type RuleEntry, type Severity, severityOf } from '../rule.ts';
import { dateOfHead } from './date.ts';
import { blocksOf, makeLineCoder } from './line-codes.ts';
import type { PlainReader } from './plain-address.ts';

export const LIST_FORMATS = [
  ...(['hosts', 'domains', 'urls', 'abp', 'csv', 'json', 'ndjson', 'hashes'] as const),
  ...(['eth-phishing-detect', 'link-guard'] as const),
] as const;

export type ListFormat = (typeof LIST_FORMATS)[number];

/** A line longer than this many UTF-16 units is refused unread. */
export const LINE_LIMIT = 8192;

const SHOWN_TEXT = 200;

const BYTE_ORDER_MARK = 0xfeff;

export interface ImportOptions {
  /** Name of the list, as evidence will show it. */
  readonly list: string;
  /** What its entries are listed for. */
  readonly violation: Violation;
  /** Whether its entries may lift what other lists say; only whoever publishes can know. */
  readonly mayAllow?: boolean | undefined;
}

export interface RefusedLine {
  /** From 1; in a JSON document, the number of the entry in its array. */
  readonly line: number;
  /** The rule that the line breaks. */
  readonly rule: string;
  /** The beginning of the line. */
  readonly text: string;
}

export interface ImportedList {
  readonly list: string;
  /** The day of which the list says that it is of, YYYY-MM-DD. */
  readonly date: string | null;
  /** How many lines hold something, good or bad: neither empty nor a comment. */
  readonly lineCount: number;
  readonly entries: readonly RuleEntry[];
  readonly refused: readonly RefusedLine[];
}

/** What one line holds: the addresses of its rules, nothing, or the rule that it breaks. */
export type LineReading =
  | {
      readonly expressions: readonly string[];
      readonly effect?: RuleEntry['effect'] | undefined;
      readonly violation?: Violation | undefined;
      readonly severity?: Severity | undefined;
      readonly listedOn?: string | undefined;
      readonly evidence?: string | undefined;
      readonly refused?: string | undefined;
    }
  | { readonly refused: string }
  | undefined;

export interface Collector {
  /** Takes what the line of this number holds. */
  take(line: number, reading: LineReading, text: string): void;
  /** Takes a line that holds this one expression and nothing else. */
  takePlain(expression: string): void;
  finish(date: string | null): ImportedList;
}

export function makeCollector(options: ImportOptions): Collector {
  const { list, violation: usual, mayAllow = false } = options;
  const entries: RuleEntry[] = [];
  const refused: RefusedLine[] = [];
  const usualSeverity = severityOf(usual);
  let lineCount = 0;
  return {
    take(line, reading, text) {
      if (reading === undefined) return;
      lineCount += 1;
      const isBarred = !mayAllow && 'effect' in reading && reading.effect === 'allowed';
      const rule = isBarred ? 'allows: this list may only list' : reading.refused;
      if (rule !== undefined) refused.push({ line, rule, text: text.slice(0, SHOWN_TEXT) });
      if (isBarred || !('expressions' in reading)) return;
      const { effect = 'listed', violation = usual, listedOn, evidence } = reading;
      const { severity = severityOf(violation) } = reading;
      for (const expression of reading.expressions) {
        entries.push({
          ...{ expression, effect, violation, severity, list },
          ...(listedOn !== undefined && { listedOn }),
          ...(evidence !== undefined && { evidence }),
        });
      }
    },
    takePlain(expression) {
      lineCount += 1;
      entries.push({
        expression,
        effect: 'listed',
        violation: usual,
        severity: usualSeverity,
        list,
      });
    },
    finish: (date) => ({ list, date, lineCount, entries, refused }),
  };
}

/** Collects the entries of a list that is one document. */
export function collect<Entry>(
  entries: readonly Entry[],
  options: ImportOptions,
  read: (entry: Entry) => LineReading,
  textOf: (entry: Entry) => string,
  date: string | null = null,
): ImportedList {
  const collector = makeCollector(options);
  for (const [index, entry] of entries.entries()) {
    collector.take(index + 1, read(entry), textOf(entry));
  }
  return collector.finish(date);
}

export interface LineReader {
  /** Gets lines trimmed, and none that is empty or too long. */
  readonly read: (line: string) => LineReading;
  /**
   * The short way: the expression of a line where `read` would answer with exactly it; undefined
   * where that takes a closer look.
   */
  readonly readPlain?: PlainReader | undefined;
}

/** Collects the lines of a text; they end in LF, CR LF or CR. */
export function collectLines(
  text: string,
  options: ImportOptions,
  { read, readPlain }: LineReader,
): ImportedList {
  const collector = makeCollector(options);
  const plainLines = readPlain && makePlainLines(readPlain);
  let line = 0;
  for (const block of blocksOf(withLineFeeds(text))) {
    const plainAt = plainLines?.(block);
    for (let from = 0, to = 0; from < block.length; from = to + 1) {
      to = endOfLine(block, from);
      line += 1;
      const plain = plainAt?.(from);
      if (plain !== undefined) collector.takePlain(plain);
      else if (to > from) {
        const content = block.slice(from, to);
        collector.take(line, readWhole(content, read), content);
      }
    }
  }
  return collector.finish(dateOfHead(text));
}

/** What gives, for a block of lines, the expression of a plain one that begins at a place. */
function makePlainLines(
  read: PlainReader,
): (block: string) => (from: number) => string | undefined {
  const codesOf = makeLineCoder();
  return (block) => {
    const { codes, slashed } = codesOf(block);
    return (from) => {
      const span = read(codes, from);
      return span && slashed.slice(span.from, span.to);
    };
  };
}

function withLineFeeds(text: string): string {
  const whole = text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  return whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole;
}

/** The place of the next line feed, or the end of the text. */
export function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function readWhole(content: string, read: LineReader['read']): LineReading {
  if (content.length > LINE_LIMIT) return { refused: `line: longer than ${LINE_LIMIT}` };
  const trimmed = content.trim();
  return trimmed === '' ? undefined : read(trimmed);
}
