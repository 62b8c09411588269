/**
 * The public log of versions: a line of JSON for each, chained by hashes, so that whoever holds one
 * version can tell whether a later one goes on from it. `head` is the SHA-256, in hex, of the
 * former head (64 zeros before the first) followed by the hash of the version's payload, as ASCII.
 */
import * as v from 'valibot';
import { CodedError } from '../../coded-error.ts';
import { fullHashOf, toHex } from '../../url/hash.ts';

/** Bytes. */
export const LOG_LIMIT = 4 * 1024 * 1024;

export const Sha256Schema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'expected 64 hex digits'));
export const VersionSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const LogEntrySchema = v.object({
  version: VersionSchema,
  issuedAt: v.pipe(v.string(), v.isoTimestamp()),
  /** SHA-256 of the signed payload of its manifest. */
  payload: Sha256Schema,
  /** SHA-256 of its rules part. */
  rules: Sha256Schema,
  ruleCount: v.pipe(v.number(), v.integer(), v.minValue(0)),
  head: Sha256Schema,
});

export type LogEntry = v.InferOutput<typeof LogEntrySchema>;

/** The head after one more version; without a former one, that of the first. */
export function nextHead(former: string | undefined, payloadSha256: string): string {
  return toHex(fullHashOf((former ?? '0'.repeat(64)) + payloadSha256));
}

/** Throws `bad-log` where a line is none of a log, or does not go on from the one before it. */
export function parseLog(bytes: Uint8Array): readonly LogEntry[] {
  if (bytes.length > LOG_LIMIT) throw bad(`longer than ${LOG_LIMIT} bytes`);
  const lines = new TextDecoder().decode(bytes).split('\n');
  if (lines.pop() !== '') throw bad('its last line is torn');
  const entries = lines.map(parseEntry);
  for (const [index, { version, head, payload }] of entries.entries()) {
    const former = entries[index - 1];
    if (former === undefined) continue;
    if (version <= former.version || head !== nextHead(former.head, payload)) {
      throw bad(`line ${index + 1}: does not go on from the line before`);
    }
  }
  return entries;
}

export function formatLogEntry(entry: LogEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

function parseEntry(line: string, index: number): LogEntry {
  let document: unknown;
  try {
    document = JSON.parse(line);
  } catch (cause) {
    throw new CodedError('bad-log', `log: line ${index + 1}: not JSON`, { cause });
  }
  const result = v.safeParse(LogEntrySchema, document);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue) ?? 'document';
  throw bad(`line ${index + 1}: ${place}: ${issue.message}`);
}

function bad(what: string): CodedError {
  return new CodedError('bad-log', `log: ${what}`);
}
