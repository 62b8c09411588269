/**
 * While a service runs: makes and signs its ruleset anew, when lists changed, when people decided
 * or ordered something, when a ruling ends, and now and then so that it never expires. How that
 * stands it tells the desk.
 */
import type { LogEntry, PublishingState, RunningService } from '../service/index.ts';
import type { SourceOutcome } from '../service/publish/index.ts';
import { doOrders } from './publish-orders.ts';
import {
  fetchSources,
  isHeld,
  notPublished,
  type PublisherOptions,
  publishOrSign,
} from './publisher.ts';
import { failureOf, publishingState } from './publishing-state.ts';

/** Milliseconds; so often at the least. */
const PUBLISH_EVERY = 6 * 3_600_000;

/** Milliseconds between two looks whether a list is due. */
const LISTS_EVERY = 60_000;

/** Milliseconds between two looks whether somebody decided or ordered something. */
const DECISIONS_EVERY = 5_000;

export interface Kept {
  readonly options: PublisherOptions;
  readonly service: Pick<RunningService, 'hasNewDecisions' | 'publishing'>;
  readonly tell: (entry: LogEntry) => void;
  /** When the first ruling in the published ruleset ends. */
  readonly nextEnd?: string | undefined;
}

/** Gives what ends it. */
export function keepPublished({ options, service, tell, nextEnd }: Kept): () => void {
  const { publishing } = service;
  let publishedAt = Date.now();
  let endsAt = nextEnd;
  let turn: Promise<void> = Promise.resolve();
  let outcomes: readonly SourceOutcome[] = [];
  let failure: PublishingState['failure'] | undefined;
  /** When what people decided could last not be read or published: not tried again at once. */
  let triedAt: number | undefined;

  const isResting = () => triedAt !== undefined && Math.abs(Date.now() - triedAt) < LISTS_EVERY;
  const publish = async (): Promise<void> => {
    // After a failure too, the ruleset in force stays until the next turn.
    publishedAt = Date.now();
    try {
      const published = await publishOrSign(options);
      endsAt = published.nextEnd;
      failure = undefined;
      for (const entry of published.entries) tell(entry);
    } catch (error) {
      failure = failureOf(error);
      throw error;
    }
  };
  const tellDesk = async (): Promise<void> => {
    await publishing.keep(await publishingState(options, { outcomes, failure }));
  };
  const lookAtLists = async (): Promise<void> => {
    const fetched = await fetchSources(options);
    outcomes = fetched.outcomes.map((outcome) => withRefusal(outcome, outcomes));
    const news = fetched.entries.filter(
      (entry) => entry.event !== 'source' || entry.outcome !== 'waits',
    );
    for (const entry of news) tell(entry);
    const isDue = Math.abs(Date.now() - publishedAt) >= PUBLISH_EVERY;
    if (fetched.isChanged || isDue) await publish();
  };
  const hasNews = async (): Promise<boolean> => {
    // While a version stands in the place of others, neither lists nor people have a say in it.
    if (await isHeld(options)) return false;
    const isOver = endsAt !== undefined && new Date().toISOString() >= endsAt;
    return isOver || service.hasNewDecisions();
  };
  const lookAtDecisions = async (): Promise<boolean> => {
    if (isResting()) return false;
    triedAt = Date.now();
    const isOrdered = await doOrders({ options, orders: publishing, publish });
    const isNews = await hasNews();
    if (isNews) await publish();
    triedAt = undefined;
    return isOrdered || isNews;
  };
  const inTurn = (look: () => Promise<boolean | undefined>) => (): void => {
    turn = turn
      .then(look)
      .catch((error: unknown) => {
        tell(notPublished(error));
        return true;
      })
      .then((isNews) => (isNews === true ? tellDesk() : undefined))
      // What the desk is not told now it is told with the next look.
      .catch(() => undefined);
  };
  const listsToo = async (): Promise<boolean> => {
    await lookAtLists();
    return true;
  };
  inTurn(listsToo)();
  const timers = [
    setInterval(inTurn(listsToo), LISTS_EVERY),
    setInterval(inTurn(lookAtDecisions), DECISIONS_EVERY),
  ];
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}

/** A list that waits was refused before, perhaps, and still is. */
function withRefusal(outcome: SourceOutcome, former: readonly SourceOutcome[]): SourceOutcome {
  if (outcome.outcome !== 'waits') return outcome;
  const { code, reason } = former.find(({ list }) => list === outcome.list) ?? {};
  return code === undefined || reason === undefined ? outcome : { ...outcome, code, reason };
}
