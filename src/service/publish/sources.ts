/** Lists that the operator names: files, or addresses that are fetched when a ruleset is made. */
import { readFile, stat } from 'node:fs/promises';
import {
  CodedError,
  detectFormat,
  type ImportedList,
  importList,
  type ListFormat,
  type Violation,
} from '../../policy/index.ts';

export interface ListSource {
  /** As evidence will show it. */
  readonly name: string;
  /** Path of a file, or an http(s) address. */
  readonly from: string;
  readonly violation: Violation;
  /** Detected when absent. */
  readonly format?: ListFormat | undefined;
  /** Whether it may lift what other lists say. */
  readonly mayAllow?: boolean;
}

export interface SourceLimits {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds for the whole of a download. */
  readonly timeout: number;
}

export const SOURCE_LIMITS: SourceLimits = { size: 64 * 1024 * 1024, timeout: 60_000 };

/** Throws `bad-source` where a list cannot be had, `bad-list` where it is not a list. */
export async function readSource(
  source: ListSource,
  limits: SourceLimits = SOURCE_LIMITS,
): Promise<ImportedList> {
  return importSource(source, await fetchSource(source, limits));
}

/** The bytes of a list, whatever they are; throws `bad-source`. */
export function fetchSource(
  source: ListSource,
  limits: SourceLimits = SOURCE_LIMITS,
): Promise<Buffer> {
  const isAddress = /^https?:\/\//i.test(source.from);
  return isAddress ? fetchBytes(source, limits) : readBytes(source, limits);
}

/** Throws `bad-list`. */
export function importSource(source: ListSource, bytes: Uint8Array): ImportedList {
  const { name: list, violation, mayAllow } = source;
  const text = new TextDecoder().decode(bytes);
  try {
    checkText(text);
    const format = source.format ?? detectFormat(text);
    const imported = importList(text, { format, list, violation, mayAllow });
    checkImported(imported);
    return imported;
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : 'cannot be read';
    throw new CodedError('bad-list', `list ${list}: ${source.from}: ${what}`, { cause });
  }
}

/** A web page in the place of a list is a list that is gone: without it, nothing is published. */
function checkText(text: string): void {
  if (/^\s*</.test(text)) throw new CodedError('bad-list', 'begins like a web page');
  if (text.includes('\0')) throw new CodedError('bad-list', 'holds a zero byte: not a text');
}

/** What yields no rule, or refuses most of its lines, is something else than its format says. */
function checkImported({ entries, refused, lineCount }: ImportedList): void {
  if (refused.length > lineCount / 2) {
    const first = refused.map(({ line, rule }) => `; line ${line}: ${rule}`)[0] ?? '';
    const share = `${refused.length} of ${lineCount} lines are refused`;
    throw new CodedError('bad-list', `${share}${first}`);
  }
  if (entries.length === 0) throw new CodedError('bad-list', 'holds no entry at all');
}

async function readBytes(source: ListSource, limits: SourceLimits): Promise<Buffer> {
  try {
    const found = await stat(source.from);
    if (!found.isFile()) throw bad(source, 'not a file');
    if (found.size > limits.size) throw tooLarge(source, limits);
    return await readFile(source.from);
  } catch (cause) {
    throw because(source, cause);
  }
}

async function fetchBytes(source: ListSource, limits: SourceLimits): Promise<Buffer> {
  try {
    const response = await fetch(source.from, { signal: AbortSignal.timeout(limits.timeout) });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      throw bad(source, `answered with status ${response.status}`);
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > limits.size) throw tooLarge(source, limits);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (cause) {
    throw because(source, cause);
  }
}

function because(source: ListSource, cause: unknown): CodedError {
  if (cause instanceof CodedError) return cause;
  if (!(cause instanceof Error)) return bad(source, 'cannot be read', cause);
  if (cause.name === 'TimeoutError') return bad(source, 'took too long to answer', cause);
  const code = codeIn(cause) ?? codeIn(cause.cause);
  return bad(source, code === 'ENOENT' ? 'no such file' : (code ?? cause.message), cause);
}

function codeIn(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function tooLarge(source: ListSource, limits: SourceLimits): CodedError {
  return bad(source, `larger than ${limits.size} bytes`);
}

function bad(source: ListSource, what: string, cause?: unknown): CodedError {
  return new CodedError('bad-source', `list ${source.name}: ${source.from}: ${what}`, { cause });
}
