/** How publishing stands, for the desk: the ruleset in force, its lists, and what holds it. */
import { codeOf } from '../policy/index.ts';
import type { PublishingState } from '../service/index.ts';
import {
  type ListSource,
  readHold,
  readManifest,
  readSourceFile,
  readTrust,
  type ScheduledSource,
  type SourceOutcome,
} from '../service/publish/index.ts';
import { wordsOf } from './exit.ts';
import { type PublisherOptions, rulesetDirOf } from './publisher.ts';

/** What is known since the service was started. */
export interface PublishingNews {
  readonly outcomes: readonly SourceOutcome[];
  readonly failure: PublishingState['failure'] | undefined;
}

/** Throws as reading the published manifest, the hold and the file of sources does. */
export async function publishingState(
  options: PublisherOptions,
  { outcomes, failure }: PublishingNews,
): Promise<PublishingState> {
  const dir = rulesetDirOf(options);
  const { manifest } = await readManifest(dir, (await readTrust(dir)).trust);
  const { version, ruleCount, issuedAt, expiresAt, lists } = manifest;
  const hold = await readHold(dir);
  const scheduled = options.sources === undefined ? [] : await readSourceFile(options.sources);
  const places = [...(options.list ?? []), ...scheduled];
  return {
    at: new Date().toISOString(),
    ...{ version, ruleCount, expiresAt },
    publishedAt: issuedAt,
    lists: lists.map(({ list, date, ruleCount: rules }) => ({ list, date, ruleCount: rules })),
    sources: [
      ...(options.list ?? []).map(plainSource),
      ...scheduled.map((source) =>
        scheduledSource(
          source,
          outcomes.find(({ list }) => list === source.name),
        ),
      ),
    ],
    ...(hold === undefined ? {} : { hold }),
    ...(failure === undefined
      ? {}
      : { failure: { ...failure, reason: shown(failure.reason, places) } }),
  };
}

export function failureOf(error: unknown): NonNullable<PublishingState['failure']> {
  const code = codeOf(error) ?? 'broken';
  return { at: new Date().toISOString(), code, reason: wordsOf(error) };
}

type SourceState = PublishingState['sources'][number];

function plainSource({ name, from, violation, mayAllow }: ListSource): SourceState {
  return { list: name, from: shownPlace(from), violation, mayAllow: mayAllow === true };
}

function scheduledSource(source: ScheduledSource, outcome: SourceOutcome | undefined): SourceState {
  const { everyHours, minEntries, mayShrink, sha256 } = source;
  const pinned = sha256 === undefined ? {} : { pinned: sha256 };
  const { entries, fetchedAt, code, reason } = outcome ?? { entries: 0 };
  return {
    ...plainSource(source),
    gates: { ...{ everyHours, minEntries, mayShrink }, ...pinned },
    ...(fetchedAt === undefined ? {} : { entries, fetchedAt: new Date(fetchedAt).toISOString() }),
    ...(code === undefined ? {} : { refusal: { code, reason: shown(reason ?? '', [source]) } }),
  };
}

/** What is said of a list names its address. */
function shown(words: string, sources: readonly Pick<ListSource, 'from'>[]): string {
  return sources.reduce((text, { from }) => text.replaceAll(from, shownPlace(from)), words);
}

/** Addresses of lists often hold a key. */
function shownPlace(from: string): string {
  const url = /^https?:/i.test(from) ? URL.parse(from) : null;
  return url === null ? from : `${url.origin}${url.pathname}`;
}
