/**
 * Comma-separated values, as RFC 4180 writes them, under a row of names. Comments behind `#` may
 * stand above the rows; where no row of names follows, the last comment that is one counts.
 */
import { CodedError } from '../../coded-error.ts';
import { type CsvRow, readRows } from './csv-row.ts';
import { dateOfHead } from './date.ts';
import { isPlaceName, readEntry } from './entry.ts';
import {
  type ImportedList,
  type ImportOptions,
  type LineReading,
  makeCollector,
} from './import.ts';

/** Throws `bad-list` where no row names the columns. */
export function importCsv(text: string, options: ImportOptions): ImportedList {
  const header = findHeader(text);
  if (header === undefined) {
    throw new CodedError('bad-list', 'document: no row that names its columns');
  }
  const twice = header.names.find((name, index) => header.names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new CodedError('bad-list', `document: two columns are named ${twice}`);
  }
  const collector = makeCollector(options);
  for (const row of readRows(text, header.line)) {
    collector.take(row.line, readRow(row, header.names, options), row.text);
  }
  return collector.finish(dateOfHead(text));
}

interface Header {
  /** The rows begin after this line. */
  readonly line: number;
  /** In lower case. */
  readonly names: readonly string[];
}

/**
 * The first row, where it names a column that is read; else the last comment above it that does so
 * and has as many names as the row has fields.
 */
export function findHeader(text: string): Header | undefined {
  let commented: Header | undefined;
  for (const row of readRows(text, 0)) {
    const isComment = row.text.startsWith('#');
    const header = headerOf(row, isComment);
    if (isComment || row.text.trim() === '') commented = header ?? commented;
    else return header ?? (isAbove(row, commented) ? commented : undefined);
  }
  return undefined;
}

function isAbove(row: CsvRow, header: Header | undefined): boolean {
  return (
    header !== undefined && header.names.length > 1 && row.fields?.length === header.names.length
  );
}

function headerOf(row: CsvRow, isComment: boolean): Header | undefined {
  const names = row.fields?.map((field) => field.trim().toLowerCase());
  const [first = '', ...rest] = names ?? [];
  const all = isComment ? [first.replace(/^#+\s*/, ''), ...rest] : [first, ...rest];
  const isHeader = all.some(isPlaceName) && all.every((name) => /^[a-z][a-z0-9 _-]*$/.test(name));
  return isHeader ? { line: row.line, names: all } : undefined;
}

function readRow(row: CsvRow, names: readonly string[], options: ImportOptions): LineReading {
  if (row.text.startsWith('#') || row.text.trim() === '') return undefined;
  if (row.fields === undefined) return { refused: `row: ${row.problem}` };
  if (row.fields.length !== names.length) {
    return { refused: `row: ${row.fields.length} fields under ${names.length} names` };
  }
  return readEntry(new Map(names.map((name, index) => [name, row.fields?.[index]])), options);
}
