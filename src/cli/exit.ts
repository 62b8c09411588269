/**
 * Exit codes of every command: 0 done; 1 refused, or a check failed; 2 the input was bad. What went
 * wrong is one line on standard error: what, where, which rule.
 */
import { CommanderError } from 'commander';
import { codeOf } from '../policy/index.ts';

export const OK = 0;
export const REFUSED = 1;
export const BAD_INPUT = 2;

/** Codes of errors that mean "what you gave cannot be read", not "what you gave was refused". */
const BAD_INPUT_CODES = new Set([
  'bad-option',
  'bad-source',
  'bad-list',
  'bad-policy',
  'no-such-policy',
  'bad-managed',
  'bad-link-rules',
  'bad-key',
  'bad-anchor',
  'bad-decisions',
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

export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? OK : BAD_INPUT;
  return BAD_INPUT_CODES.has(codeOf(error) ?? '') ? BAD_INPUT : REFUSED;
}
