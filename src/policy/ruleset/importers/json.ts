/**
 * Lists in JSON: an array of addresses or of entries, such an array under one of a few names, or
 * one entry a line.
 */
import * as v from 'valibot';
import { CodedError } from '../../coded-error.ts';
import { readAddress, readHost } from './address.ts';
import { membersOf, readEntry } from './entry.ts';
import {
  collect,
  collectLines,
  type ImportedList,
  type ImportOptions,
  type LineReading,
} from './import.ts';

/** Names under which a document may hold its array. */
const ARRAYS = ['domains', 'hosts', 'urls', 'entries'];

const SHOWN_ENTRY = 200;

export function importJson(text: string, options: ImportOptions): ImportedList {
  const document = parseDocument(text);
  const names = arrayNamesOf(document);
  if (names.length > 1) {
    throw bad(`document: holds several arrays: ${names.join(', ')}`);
  }
  const [name = 'entries'] = names;
  const entries = Array.isArray(document) ? document : arrayIn(document, name);
  if (entries === undefined) {
    const known = ARRAYS.join(', ');
    throw bad(`document: neither an array nor an object with one of ${known}`);
  }
  return collect(entries, options, (entry) => readAny(entry, options), textOf);
}

export function importNdjson(text: string, options: ImportOptions): ImportedList {
  const read = (line: string): LineReading => {
    const entry = parseJson(line);
    return entry === undefined ? { refused: 'entry: not JSON' } : readAny(entry, options);
  };
  return collectLines(text, options, { read });
}

/** The names of the arrays that a document of this format has; more than one is one too many. */
export function arrayNamesOf(document: unknown): readonly string[] {
  return ARRAYS.filter((name) => arrayIn(document, name) !== undefined);
}

/** Throws `bad-list` naming the place and the rule. */
export function parseList<T>(schema: v.GenericSchema<unknown, T>, text: string): T {
  const result = v.safeParse(schema, parseDocument(text));
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw bad(`${v.getDotPath(issue) ?? 'document'}: ${issue.message}`);
}

function arrayIn(document: unknown, name: string): readonly unknown[] | undefined {
  if (typeof document !== 'object' || document === null) return undefined;
  const value = Object.entries(document).find(([key]) => key === name)?.[1];
  return Array.isArray(value) ? value : undefined;
}

function readAny(entry: unknown, options: ImportOptions): LineReading {
  if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) {
    return readEntry(membersOf(entry), options);
  }
  if (typeof entry !== 'string') return { refused: 'entry: neither a text nor an object' };
  const text = entry.trim();
  const reading = text.includes('/') ? readAddress(text) : readHost(text);
  return 'expression' in reading ? { expressions: [reading.expression] } : reading;
}

function textOf(entry: unknown): string {
  return typeof entry === 'string' ? entry : JSON.stringify(entry).slice(0, SHOWN_ENTRY);
}

function parseDocument(text: string): unknown {
  try {
    return JSON.parse(withoutMark(text));
  } catch (cause) {
    throw new CodedError('bad-list', 'document: not JSON', { cause });
  }
}

/** Undefined for what is not JSON, which is never a value of JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(withoutMark(text));
  } catch {
    // Said by the answer.
    return undefined;
  }
}

function withoutMark(text: string): string {
  return text.replace(/^\u{feff}/u, '');
}

function bad(what: string): CodedError {
  return new CodedError('bad-list', what);
}
