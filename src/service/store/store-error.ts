/** What a database's or the file system's own error is to the rest of the service. */
import { CodedError, codeOf } from '../../policy/index.ts';

/** SQLite's primary result codes for "not now": busy, locked, out of memory or disk, unreadable. */
const SQLITE_UNAVAILABLE: ReadonlySet<number> = new Set([5, 6, 7, 8, 10, 13, 14]);
const SQLITE_CORRUPT: ReadonlySet<number> = new Set([11, 26]);
const SQLITE_BUSY = 5;

const FILE_ERRORS: ReadonlySet<string> = new Set(
  'EACCES EDQUOT EIO EISDIR EMFILE ENFILE ENOENT ENOSPC ENOTDIR EPERM EROFS'.split(' '),
);

/**
 * PostgreSQL's: connection, authorisation, no such database, resources (disk, memory, connections),
 * intervention of the operator, the system below it, a lock that is not to be had, a server that
 * must not be written; and what is tried again when it comes too often.
 */
const POSTGRES_UNAVAILABLE = /^(?:08|28|3D|53|57|58|25006|25P03|55P03|40001|40P01)/;
const POSTGRES_CORRUPT = /^XX00[12]$/;

/** Somebody else was faster, or two waited for each other. */
const POSTGRES_PASSING: ReadonlySet<string> = new Set(['40001', '40P01']);

/** A key that is there already, or that is not there. */
const POSTGRES_KEYS: ReadonlySet<string> = new Set(['23505', '23503']);

/** Ours: somebody else made the same thing at the same time. */
export const OVERTAKEN = 'store-overtaken';

const SQLSTATE = /^[0-9A-Z]{5}$/;

/** `store-unavailable` or `store-corrupt` with the cause; an error of another sort as it is. */
export function storeErrorOf(error: unknown): unknown {
  const code = codeOf(error) ?? '';
  if (code === OVERTAKEN || FILE_ERRORS.has(code)) return refused('store-unavailable', code, error);
  const state = sqlstateOf(error) ?? '';
  if (POSTGRES_CORRUPT.test(state)) return refused('store-corrupt', state, error);
  if (POSTGRES_UNAVAILABLE.test(state)) return refused('store-unavailable', state, error);
  const primary = primaryCodeOf(error) ?? 0;
  if (SQLITE_CORRUPT.has(primary)) return refused('store-corrupt', `SQLite ${primary}`, error);
  if (SQLITE_UNAVAILABLE.has(primary)) {
    return refused('store-unavailable', `SQLite ${primary}`, error);
  }
  return error;
}

/** Whether the same may well succeed in a moment, and nothing of it was done. */
export function isPassing(error: unknown): boolean {
  return (
    codeOf(error) === OVERTAKEN ||
    primaryCodeOf(error) === SQLITE_BUSY ||
    POSTGRES_PASSING.has(sqlstateOf(error) ?? '')
  );
}

/** Whether what was to be written had to be the first of its kind, or build on what is gone. */
export function isOvertaken(error: unknown): boolean {
  const cause = error instanceof CodedError ? error.cause : error;
  return isPassing(cause) || POSTGRES_KEYS.has(sqlstateOf(cause) ?? '');
}

/** PostgreSQL's errors say how severe they are; those of the file system do not. */
function sqlstateOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('severity' in error)) return undefined;
  const code = codeOf(error) ?? '';
  return SQLSTATE.test(code) ? code : undefined;
}

function primaryCodeOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined;
  // Extended codes carry the primary one in their low byte.
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

function refused(code: string, what: string, cause: unknown): CodedError {
  return new CodedError(code, `store: refused with ${what}`, { cause });
}
