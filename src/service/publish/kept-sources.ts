/**
 * Fetches lists when they are due, and keeps the last copy of each that was good. A list that is
 * down, damaged or suddenly small does not stop the others, and does not take its rules away: the
 * kept copy goes on, and its age is told.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { CodedError, codeOf } from '../../policy/index.ts';
import type { ScheduledSource } from './source-file.ts';
import { fetchSource, importSource, type ListSource } from './sources.ts';
import { writeWhole } from './write-file.ts';

export interface RefreshOptions {
  /** Where the copies are kept. */
  readonly dir: string;
  readonly sources: readonly ScheduledSource[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface SourceOutcome {
  readonly list: string;
  /** `waits`: not due yet; `refused`: the kept copy goes on, where there is one. */
  readonly outcome: 'fetched' | 'unchanged' | 'waits' | 'refused';
  /** Of the kept copy; 0 where there is none. */
  readonly entries: number;
  /** When the kept copy was fetched, in milliseconds since the epoch. */
  readonly fetchedAt?: number;
  readonly code?: string;
  readonly reason?: string;
}

const HOUR = 3_600_000;

/** Milliseconds until a list that was refused is tried again, where it is not due sooner. */
const TRY_AGAIN = 10 * 60_000;

/** Fewer entries than this may go without a word. */
const SHRINK_GUARD_FROM = 100;

const KeptSchema = v.object({
  from: v.string(),
  sha256: v.string(),
  entries: v.number(),
  fetchedAt: v.number(),
  triedAt: v.number(),
});

type Kept = v.InferOutput<typeof KeptSchema>;

/** Never throws for a list's sake. */
export async function refreshSources(options: RefreshOptions): Promise<readonly SourceOutcome[]> {
  await mkdir(options.dir, { recursive: true });
  const outcomes: SourceOutcome[] = [];
  // One after the other: a list may be as large as memory allows.
  for (const source of options.sources) outcomes.push(await refresh(source, options));
  return outcomes;
}

/** The kept copies, as lists to publish; throws `bad-source` where one was never had. */
export async function keptSources({
  dir,
  sources,
}: Pick<RefreshOptions, 'dir' | 'sources'>): Promise<readonly ListSource[]> {
  return Promise.all(
    sources.map(async ({ name, from, violation, format, mayAllow, sha256 }) => {
      const kept = await readKept(dir, name);
      if (kept === undefined || (sha256 !== undefined && kept.sha256 !== sha256)) {
        throw new CodedError('bad-source', `list ${name}: ${from}: was never had as it must be`);
      }
      return { name, from: copyOf(dir, name), violation, format, mayAllow: mayAllow === true };
    }),
  );
}

async function refresh(
  source: ScheduledSource,
  { dir, now }: RefreshOptions,
): Promise<SourceOutcome> {
  const { name: list, from } = source;
  const kept = await readKept(dir, list);
  if (kept !== undefined && !isDue(source, kept, now))
    return { list, outcome: 'waits', ...of(kept) };
  try {
    const bytes = await fetchSource(source);
    const entries = checkSource(source, bytes, kept?.entries ?? 0);
    const sha256 = sha256Of(bytes);
    if (sha256 !== kept?.sha256) await writeWhole(copyOf(dir, list), bytes);
    const next = { from, sha256, entries, fetchedAt: now, triedAt: now };
    await keep(dir, list, next);
    return { list, outcome: sha256 === kept?.sha256 ? 'unchanged' : 'fetched', ...of(next) };
  } catch (error) {
    if (kept !== undefined) await keep(dir, list, { ...kept, triedAt: now });
    const reason = error instanceof Error ? error.message : String(error);
    return { list, outcome: 'refused', ...of(kept), code: codeOf(error) ?? 'broken', reason };
  }
}

/** How many entries it has; throws `bad-list`, `wrong-hash`, `few-entries`, `shrunk`. */
export function checkSource(source: ScheduledSource, bytes: Uint8Array, former: number): number {
  const { name, from, sha256, minEntries, mayShrink } = source;
  const refuse = (code: string, why: string) =>
    new CodedError(code, `list ${name}: ${from}: ${why}`);
  if (sha256 !== undefined && sha256Of(bytes) !== sha256) {
    throw refuse('wrong-hash', 'not the content that is pinned');
  }
  const entries = importSource(source, bytes).entries.length;
  if (entries < minEntries) {
    throw refuse('few-entries', `${entries} entries, of which ${minEntries} are wanted`);
  }
  if (!mayShrink && former >= SHRINK_GUARD_FROM && entries < former / 2) {
    throw refuse('shrunk', `${entries} entries after ${former}: less than half`);
  }
  return entries;
}

function isDue(source: ScheduledSource, kept: Kept, now: number): boolean {
  const { from, sha256, everyHours } = source;
  const since = now - kept.triedAt;
  // A clock that was set back must not stop the fetching.
  const mayTry = since < 0 || since >= Math.min(TRY_AGAIN, everyHours * HOUR);
  const isAnother = from !== kept.from || (sha256 !== undefined && sha256 !== kept.sha256);
  const isOld = Math.abs(now - kept.fetchedAt) >= everyHours * HOUR;
  return isAnother || (mayTry && isOld);
}

function of(kept: Kept | undefined): Pick<SourceOutcome, 'entries' | 'fetchedAt'> {
  return kept === undefined ? { entries: 0 } : { entries: kept.entries, fetchedAt: kept.fetchedAt };
}

/** Undefined where there is none, or none that is what its note says. */
async function readKept(dir: string, name: string): Promise<Kept | undefined> {
  try {
    const kept = v.safeParse(KeptSchema, JSON.parse(await readFile(noteOf(dir, name), 'utf8')));
    if (!kept.success) return undefined;
    const bytes = await readFile(copyOf(dir, name));
    return sha256Of(bytes) === kept.output.sha256 ? kept.output : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The copy is written first: a note without its copy is none. */
async function keep(dir: string, name: string, kept: Kept): Promise<void> {
  await writeWhole(noteOf(dir, name), Buffer.from(`${JSON.stringify(kept)}\n`));
}

function copyOf(dir: string, name: string): string {
  return join(dir, `${name}.list`);
}

function noteOf(dir: string, name: string): string {
  return join(dir, `${name}.json`);
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
