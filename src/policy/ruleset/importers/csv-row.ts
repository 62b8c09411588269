/** The rows of comma-separated values, strictly after RFC 4180; a row that is not so spoils itself only. */
import { endOfLine, LINE_LIMIT } from './import.ts';

export interface CsvRow {
  /** The line it begins on, from 1. */
  readonly line: number;
  /** As it is written. */
  readonly text: string;
  /** Undefined where it breaks the rules. */
  readonly fields: readonly string[] | undefined;
  readonly problem: string;
}

const BYTE_ORDER_MARK = 0xfeff;

/** One field with what ends it: a comma or the end of the text. A quote within quotes is doubled. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|$)/y;

/** All rows below the line of this number. */
export function* readRows(text: string, below: number): Generator<CsvRow> {
  let from = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  for (let line = 1; from < text.length; line += 1) {
    const end = endOfLine(text, from);
    if (line <= below) {
      from = end + 1;
      continue;
    }
    const row = readRow(text, from, line);
    yield row;
    line += row.text.split('\n').length - 1;
    from += row.text.length + (text.startsWith('\r\n', from + row.text.length) ? 2 : 1);
  }
}

/** A quoted field may hold ends of lines; one that never closes is a fault of its first line only. */
function readRow(text: string, from: number, line: number): CsvRow {
  let end = endOfLine(text, from);
  const first = trimEnd(text.slice(from, end));
  let isOpen = !first.startsWith('#') && hasOddQuotes(first);
  while (isOpen && end < text.length && end - from <= LINE_LIMIT) {
    const next = endOfLine(text, end + 1);
    isOpen = !hasOddQuotes(text.slice(end + 1, next));
    end = next;
  }
  if (isOpen || end - from > LINE_LIMIT) {
    const problem = first.length > LINE_LIMIT ? `longer than ${LINE_LIMIT}` : 'a quote stays open';
    return { line, text: first, fields: undefined, problem };
  }
  const row = trimEnd(text.slice(from, end));
  return { line, text: row, fields: fieldsOf(row), problem: 'a quote out of place' };
}

function hasOddQuotes(text: string): boolean {
  return text.split('"').length % 2 === 0;
}

function trimEnd(row: string): string {
  return row.endsWith('\r') ? row.slice(0, -1) : row;
}

function fieldsOf(row: string): readonly string[] | undefined {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    FIELD.lastIndex = at;
    const match = FIELD.exec(row);
    if (match === null) return undefined;
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    at += match[0].length;
    if (match[3] === '') return fields;
  }
}
