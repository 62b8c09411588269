/**
 * Reads a list that somebody else wrote into rules. A list is never trusted to be clean: every line
 * that cannot be carried over exactly is refused, with its number and the rule that it breaks, and
 * nothing is ever widened: a page stays a page.
 */
import type { Violation } from '../../violation.ts';
import type { RuleEntry } from '../rule.ts';

export const LIST_FORMATS = ['hosts', 'urls', 'abp', 'eth-phishing-detect', 'link-guard'] as const;

export type ListFormat = (typeof LIST_FORMATS)[number];

/** A line longer than this many UTF-16 units is refused unread. */
export const LINE_LIMIT = 8192;

const SHOWN_TEXT = 200;

export interface ImportOptions {
  /** Name of the list, as evidence will show it. */
  readonly list: string;
  /** What its entries are listed for. */
  readonly violation: Violation;
}

export interface RefusedLine {
  /** From 1; in a JSON list, the number of the entry in its array. */
  readonly line: number;
  /** The rule that the line breaks. */
  readonly rule: string;
  /** The beginning of the line. */
  readonly text: string;
}

export interface ImportedList {
  readonly list: string;
  /** How many lines hold something, good or bad: neither empty nor a comment. */
  readonly lineCount: number;
  readonly entries: readonly RuleEntry[];
  readonly refused: readonly RefusedLine[];
}

/** What one line holds: the addresses of its rules, nothing, or the rule that it breaks. */
export type LineReading =
  | {
      readonly expressions: readonly string[];
      readonly effect?: RuleEntry['effect'];
      readonly violation?: Violation;
      readonly refused?: string;
    }
  | { readonly refused: string }
  | undefined;

/** Collects what the lines of a list hold. */
export function collect<Line>(
  lines: Iterable<Line>,
  options: ImportOptions,
  read: (line: Line) => LineReading,
  textOf: (line: Line) => string,
): ImportedList {
  const entries: RuleEntry[] = [];
  const refused: RefusedLine[] = [];
  let number = 0;
  let lineCount = 0;
  for (const line of lines) {
    number += 1;
    const reading = read(line);
    if (reading !== undefined) lineCount += 1;
    if (reading?.refused !== undefined) {
      refused.push({
        line: number,
        rule: reading.refused,
        text: textOf(line).slice(0, SHOWN_TEXT),
      });
    }
    if (reading === undefined || !('expressions' in reading)) continue;
    const { expressions, effect = 'listed', violation = options.violation } = reading;
    for (const expression of expressions) {
      entries.push({ expression, effect, violation, list: options.list });
    }
  }
  return { list: options.list, lineCount, entries, refused };
}

/** The lines of a text list; `read` gets them trimmed, and none that is too long. */
export function collectLines(
  text: string,
  options: ImportOptions,
  read: (line: string) => LineReading,
): ImportedList {
  return collect(
    text.split(/\r\n|\n|\r/),
    options,
    (line) => {
      if (line.length > LINE_LIMIT) return { refused: `line: longer than ${LINE_LIMIT}` };
      const trimmed = line.trim();
      return trimmed === '' ? undefined : read(trimmed);
    },
    (line) => line,
  );
}
