/**
 * The lists of an operator as one file: where each comes from, how often it is fetched, and what it
 * must look like to be taken.
 */
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { CodedError, LIST_FORMATS, ListNameSchema, VIOLATIONS } from '../../policy/index.ts';
import type { ListSource } from './sources.ts';

/** A list with its schedule and its gates. */
export interface ScheduledSource extends ListSource {
  readonly everyHours: number;
  /** The one content that is taken, as SHA-256 in hex. */
  readonly sha256?: string | undefined;
  /** With fewer entries it is not taken. */
  readonly minEntries: number;
  /** Whether it is taken with less than half of the entries that it had. */
  readonly mayShrink: boolean;
}

const SourceSchema = v.strictObject({
  name: ListNameSchema,
  from: v.pipe(v.string(), v.minLength(1)),
  violation: v.picklist(VIOLATIONS),
  format: v.optional(v.picklist(LIST_FORMATS)),
  mayAllow: v.optional(v.boolean(), false),
  everyHours: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(24 * 30)), 6),
  sha256: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'expected 64 hex digits'))),
  minEntries: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
  mayShrink: v.optional(v.boolean(), false),
});

const SourceFileSchema = v.strictObject({
  format: v.literal('link-guard-sources'),
  sources: v.pipe(
    v.array(SourceSchema),
    v.check(
      (sources) => new Set(sources.map(({ name }) => name)).size === sources.length,
      'expected each name once',
    ),
  ),
});

/** Throws `bad-sources`, naming the file and the place in it. */
export async function readSourceFile(path: string): Promise<readonly ScheduledSource[]> {
  const result = v.safeParse(SourceFileSchema, await readJson(path));
  if (result.success) return result.output.sources;
  const [issue] = result.issues;
  const place = v.getDotPath(issue) ?? 'document';
  throw new CodedError('bad-sources', `${path}: ${place}: ${issue.message}`);
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    const why = cause instanceof SyntaxError ? 'not JSON' : 'cannot be read';
    throw new CodedError('bad-sources', `${path}: ${why}`, { cause });
  }
}
