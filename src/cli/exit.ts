/**
 * Exit codes of every command: 0 done; 1 refused, or a check failed; 2 the input was bad. What went
 * wrong is one line on standard error: what, where, which rule.
 */
import { dirname } from 'node:path';
import { CommanderError } from 'commander';
import { codeOf } from '../policy/index.ts';

export const OK = 0;
export const REFUSED = 1;
export const BAD_INPUT = 2;

/** Codes of errors that mean "what you gave cannot be read", not "what you gave was refused". */
const BAD_INPUT_CODES = new Set([
  'bad-option',
  'bad-source',
  'bad-sources',
  'bad-list',
  'bad-policy',
  'no-such-policy',
  'bad-managed',
  'bad-link-rules',
  'bad-key',
  'bad-anchor',
  'bad-decisions',
  'bad-backup',
  'bad-statement',
  'no-such-key',
  'no-root',
  'root-exists',
  'bad-line',
  'bad-file',
  'no-ruleset',
  'ENOENT',
  'EISDIR',
  'ENOTDIR',
  'EEXIST',
  'EACCES',
]);

/** Of what the system says; the file is named in front. */
const SYSTEM_WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such folder',
  EISDIR: 'a folder, and not a file',
  EEXIST: 'is there already',
  EACCES: 'may not be read or written',
  EPERM: 'may not be read or written',
  EROFS: 'may not be written',
  ENOSPC: 'no room to write it',
};

/** Under such a name a file is written before it gets its own. */
const TEMPORARY = /\.[0-9a-f-]{36}\.tmp$/;

/** What went wrong, in one line and without the words of the system. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const words = SYSTEM_WORDS[codeOf(error) ?? ''];
  const { path } = error as NodeJS.ErrnoException;
  if (words === undefined || path === undefined) return error.message;
  // Whoever writes a new file misses the folder that it is to be in.
  if (TEMPORARY.test(path) && codeOf(error) === 'ENOENT') return `${dirname(path)}: no such folder`;
  return `${path.replace(TEMPORARY, '')}: ${words}`;
}

export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? OK : BAD_INPUT;
  return BAD_INPUT_CODES.has(codeOf(error) ?? '') ? BAD_INPUT : REFUSED;
}
