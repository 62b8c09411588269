/**
 * While a service runs: makes and signs its ruleset anew, when lists changed, when people decided
 * something, when a ruling ends, and now and then so that it never expires.
 */
import type { LogEntry, RunningService } from '../service/index.ts';
import {
  fetchSources,
  isHeld,
  notPublished,
  type PublisherOptions,
  publishOrSign,
} from './publisher.ts';

/** Milliseconds; so often at the least. */
const PUBLISH_EVERY = 6 * 3_600_000;

/** Milliseconds between two looks whether a list is due. */
const LISTS_EVERY = 60_000;

/** Milliseconds between two looks whether somebody decided something. */
const DECISIONS_EVERY = 5_000;

export interface Kept {
  readonly options: PublisherOptions;
  readonly service: Pick<RunningService, 'hasNewDecisions'>;
  readonly tell: (entry: LogEntry) => void;
  /** When the first ruling in the published ruleset ends. */
  readonly nextEnd?: string | undefined;
}

/** Gives what ends it. */
export function keepPublished({ options, service, tell, nextEnd }: Kept): () => void {
  let publishedAt = Date.now();
  let endsAt = nextEnd;
  let turn: Promise<void> = Promise.resolve();
  /** When what people decided could last not be read or published: not tried again at once. */
  let triedAt: number | undefined;

  const isResting = () => triedAt !== undefined && Math.abs(Date.now() - triedAt) < LISTS_EVERY;
  const publish = async (): Promise<void> => {
    // After a failure too, the ruleset in force stays until the next turn.
    publishedAt = Date.now();
    const published = await publishOrSign(options);
    endsAt = published.nextEnd;
    for (const entry of published.entries) tell(entry);
  };
  const lookAtLists = async (): Promise<void> => {
    const { entries, isChanged } = await fetchSources(options);
    const news = entries.filter((entry) => entry.event !== 'source' || entry.outcome !== 'waits');
    for (const entry of news) tell(entry);
    if (isChanged || Math.abs(Date.now() - publishedAt) >= PUBLISH_EVERY) await publish();
  };
  const hasNews = async (): Promise<boolean> => {
    // While a version stands in the place of others, neither lists nor people have a say in it.
    if (await isHeld(options)) return false;
    const isOver = endsAt !== undefined && new Date().toISOString() >= endsAt;
    return isOver || service.hasNewDecisions();
  };
  const lookAtDecisions = async (): Promise<void> => {
    if (isResting()) return;
    triedAt = Date.now();
    if (await hasNews()) await publish();
    triedAt = undefined;
  };
  const inTurn = (look: () => Promise<void>) => (): void => {
    turn = turn.then(look).catch((error: unknown) => tell(notPublished(error)));
  };
  const timers = [
    setInterval(inTurn(lookAtLists), LISTS_EVERY),
    setInterval(inTurn(lookAtDecisions), DECISIONS_EVERY),
  ];
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}
