/** What `serve` and `publish` make a ruleset of, read anew each time, and when they do it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { CodedError, codeOf, formatReview, type Manifest } from '../policy/index.ts';
import {
  keepEquality,
  type LogEntry,
  noteRuleset,
  openStore,
  publishShared,
  publishTo,
  readDecided,
} from '../service/index.ts';
import {
  ensureKeys,
  type KeyFile,
  keptSources,
  type ListSource,
  publishAside,
  readHold,
  readLog,
  readSourceFile,
  refreshSources,
  type SourceOutcome,
  signAgain,
} from '../service/publish/index.ts';
import { wordsOf as reasonOf } from './exit.ts';
import {
  ALLOWING_OPTION,
  databaseOption,
  LIST_OPTION,
  POLICY_OPTION,
  parseListOption,
  parseRepeated,
  REVIEW_OPTION,
  REVIEWED_OPTION,
  readDecisions,
  readPolicy,
  readSigningKeys,
  sourcesOf,
} from './options.ts';
import { conflictLines, listLines } from './report.ts';

export interface PublisherOptions {
  readonly data: string;
  readonly database?: string;
  readonly policy: string;
  readonly list?: readonly ListSource[];
  readonly allowing?: readonly string[];
  readonly sources?: string;
  readonly key?: readonly string[];
  readonly review?: string;
  readonly reviewed?: string;
  readonly seed: boolean;
  readonly allowShrink?: true;
}

export function withPublisherOptions(command: Command): Command {
  return command
    .option('--data <dir>', 'folder for keys, ruleset and database', 'data')
    .addOption(databaseOption())
    .option('--policy <name|file>', POLICY_OPTION, 'everyday')
    .option('--list <name=file|url[@violation[@format]]>', LIST_OPTION, parseListOption)
    .option('--allowing <name>', ALLOWING_OPTION, parseRepeated)
    .addOption(
      new Option('--sources <file>', 'lists with schedule and gates, fetched when due').conflicts([
        'list',
        'allowing',
      ]),
    )
    .option(
      '--key <file>',
      'key to sign with, may be repeated; by default the one in the data folder, made when missing',
      parseRepeated,
    )
    .option('--no-seed', 'leave out the lists that come with the package')
    .option('--review <file>', REVIEW_OPTION)
    .option('--reviewed <file>', `${REVIEWED_OPTION}; read again each time`);
}

export interface Publication {
  readonly manifest: Manifest;
  readonly entries: readonly LogEntry[];
  /** When the first of the rulings in it ends. */
  readonly nextEnd: string | undefined;
}

export function rulesetDirOf({ data }: Pick<PublisherOptions, 'data'>): string {
  return join(data, 'ruleset');
}

/** Compiles, signs and puts in place; throws as publishing does. */
export async function publish(options: PublisherOptions): Promise<Publication> {
  const dir = rulesetDirOf(options);
  const fetched = await fetchWhenDue(options);
  const policy = await readPolicy(options.policy);
  await mkdir(options.data, { recursive: true });
  const store = await openStore(databaseOf(options));
  try {
    const { manifest, report, nextEnd } = await publishShared(store.shared, dir, async () => {
      const now = Date.now();
      const decided = await readDecided(store, new Date(now).toISOString(), policy.credit);
      const { list, grades, decisions, nextEnd } = decided;
      const published = await publishAside({
        ...{ dir, policy, now, withSeed: options.seed, sources: fetched.sources },
        keys: await keysOf(options),
        grades,
        graded: new Map(decided.credits.map(({ providerId, rulings }) => [providerId, rulings])),
        rulings: list.entries.length === 0 ? undefined : list,
        decisions: [...(await readDecisions(options.reviewed)), ...decisions],
        allowShrink: options.allowShrink === true,
      });
      const head = (await readLog(dir)).at(-1)?.head ?? '';
      const at = new Date().toISOString();
      await noteRuleset(store, { manifest: published.manifest, head, decided, at });
      await keepEquality(store, published.manifest, published.equality ?? [], at);
      return { ...published, nextEnd };
    });
    if (options.review !== undefined) await writeFile(options.review, formatReview(report.review));
    const lines = [...listLines(report), ...conflictLines(report.conflicts)];
    const listed = lines.map((text): LogEntry => ({ event: 'list', text }));
    const entries = [...fetched.entries, publishedEntry(manifest), ...listed];
    return { manifest, nextEnd, entries };
  } finally {
    await store.close();
  }
}

function databaseOf({ data, database }: PublisherOptions): string {
  return database ?? join(data, 'link-guard.sqlite');
}

export async function isHeld(options: PublisherOptions): Promise<boolean> {
  return (await readHold(rulesetDirOf(options))) !== undefined;
}

/** As long as the lists have no say, what is in force is signed again. */
export async function publishOrSign(
  options: PublisherOptions,
): Promise<Omit<Publication, 'manifest'>> {
  if (!(await isHeld(options))) return publish(options);
  const dir = rulesetDirOf(options);
  const manifest = await publishTo(options.database, dir, async () =>
    signAgain({ dir, keys: await keysOf(options), now: Date.now() }),
  );
  return { entries: [publishedEntry(manifest)], nextEnd: undefined };
}

export interface Fetched {
  readonly entries: readonly LogEntry[];
  readonly outcomes: readonly SourceOutcome[];
  readonly isChanged: boolean;
}

/** Fetches what is due; whether anything is another than before. */
export async function fetchSources(options: PublisherOptions): Promise<Fetched> {
  if (options.sources === undefined) return { entries: [], outcomes: [], isChanged: false };
  const sources = await readSourceFile(options.sources);
  const outcomes = await refreshSources({ dir: keptIn(options), sources, now: Date.now() });
  return {
    entries: outcomes.flatMap(entryOf),
    outcomes,
    isChanged: outcomes.some(({ outcome }) => outcome === 'fetched'),
  };
}

export function notPublished(error: unknown): LogEntry {
  return { event: 'not-published', code: codeOf(error) ?? 'broken', reason: reasonOf(error) };
}

/** By default the data folder's own, which is made with its root on first run. */
export async function keysOf({
  data,
  key,
}: Pick<PublisherOptions, 'data' | 'key'>): Promise<readonly KeyFile[]> {
  return key === undefined ? [(await ensureKeys(data)).ruleset] : readSigningKeys(key);
}

async function fetchWhenDue(options: PublisherOptions) {
  if (options.sources === undefined) return { sources: sourcesOf(options), entries: [] };
  const { entries } = await fetchSources(options);
  const sources = await readSourceFile(options.sources);
  try {
    return { sources: await keptSources({ dir: keptIn(options), sources }), entries };
  } catch (cause) {
    const refused = entries.find(({ event }) => event === 'source-refused');
    if (refused?.event !== 'source-refused' || !(cause instanceof Error)) throw cause;
    throw new CodedError('bad-source', `${cause.message}; ${refused.reason}`, { cause });
  }
}

function keptIn({ data }: PublisherOptions): string {
  return join(data, 'sources');
}

function entryOf(outcome: SourceOutcome): readonly LogEntry[] {
  const { list, entries, fetchedAt, code = 'broken', reason = '' } = outcome;
  if (outcome.outcome === 'refused') return [{ event: 'source-refused', list, code, reason }];
  return [{ event: 'source', list, outcome: outcome.outcome, entries, fetchedAt: fetchedAt ?? 0 }];
}

function publishedEntry({ version, ruleCount }: Manifest): LogEntry {
  return { event: 'published', version, rules: ruleCount };
}
