/** What a database's or the file system's own error is to the rest of the service. */
import { CodedError, codeOf } from '../../policy/index.ts';

/** SQLite's primary result codes for "not now": busy, locked, out of memory or disk, unreadable. */
const UNAVAILABLE: ReadonlySet<number> = new Set([5, 6, 7, 8, 10, 13, 14]);
const CORRUPT: ReadonlySet<number> = new Set([11, 26]);

const FILE_ERRORS: ReadonlySet<string> = new Set(
  'EACCES EDQUOT EIO EISDIR EMFILE ENFILE ENOENT ENOSPC ENOTDIR EPERM EROFS'.split(' '),
);

/** `store-unavailable` or `store-corrupt` with the cause; an error of another sort as it is. */
export function storeErrorOf(error: unknown): unknown {
  const fileError = codeOf(error) ?? '';
  if (FILE_ERRORS.has(fileError)) return refused('store-unavailable', fileError, error);
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return error;
  const { errcode } = error;
  if (typeof errcode !== 'number') return error;
  // Extended codes carry the primary one in their low byte.
  const primary = errcode & 0xff;
  if (CORRUPT.has(primary)) return refused('store-corrupt', `SQLite code ${errcode}`, error);
  if (UNAVAILABLE.has(primary))
    return refused('store-unavailable', `SQLite code ${errcode}`, error);
  return error;
}

function refused(code: string, what: string, cause: unknown): CodedError {
  return new CodedError(code, `store: refused with ${what}`, { cause });
}
