/**
 * Remembers, for this session, what links of a chat were stopped for where it is severe, so that
 * the net keeps everything away from it. What is only asked about, and lesser violations, are not
 * remembered; nor is anything for longer than it is listed.
 */
import { isSevereRule } from '../../../policy/index.ts';
import { type SeenStop, seenStops } from '../../storage/net.ts';
import { type Judged, judgeLinks } from '../verdict/judge.ts';

const LIMIT = 300;
/** UTF-16 units of all their addresses and words: a page chooses how long they are. */
const LENGTH_LIMIT = 300_000;

/** Gives whether there was anything new. */
export async function noteSeen(judged: readonly Judged[]): Promise<boolean> {
  const found = judged.flatMap((one) => seenStopOf(one) ?? []);
  if (found.length === 0) return false;
  const before = expressionsIn(await seenStops.get());
  if (found.every(({ match }) => before.has(match.expression))) return false;
  await seenStops.update((kept) => withSeen(kept, found));
  return true;
}

export function withSeen(
  kept: readonly SeenStop[],
  found: readonly SeenStop[],
): readonly SeenStop[] {
  const all = new Map([...kept, ...found].map((stop) => [stop.match.expression, stop]));
  let length = 0;
  const newest = [...all.values()].slice(-LIMIT).reverse();
  const end = newest.findIndex(({ link }) => {
    length += link.href.length + link.text.length;
    return length > LENGTH_LIMIT;
  });
  return (end < 0 ? newest : newest.slice(0, end)).reverse();
}

/** Judges all of it again; what is not known now, such as while the service is down, is kept. */
export async function reviewSeen(): Promise<void> {
  const kept = await seenStops.get();
  if (kept.length === 0) return;
  const judged = await judgeLinks(
    kept.map(({ link }) => link),
    undefined,
  );
  const reviewed = new Map(
    kept.map((stop, index) => [stop.match.expression, asJudged(stop, judged[index])]),
  );
  await seenStops.update((now) =>
    now.flatMap((stop) => {
      const { expression } = stop.match;
      return (reviewed.has(expression) ? reviewed.get(expression) : stop) ?? [];
    }),
  );
}

/** Undefined where it is not to be stopped any more. */
export function asJudged(stop: SeenStop, judged: Judged | undefined): SeenStop | undefined {
  return judged === undefined || judged.verdict.kind === 'unknown' ? stop : seenStopOf(judged);
}

export function seenStopOf({ verdict, decision, sighted }: Judged): SeenStop | undefined {
  const isStopped = decision.action === 'warn' || decision.action === 'block';
  if (verdict.kind !== 'harmful' || !isStopped || !isSevereRule(verdict.match)) return undefined;
  const { expression, violation, severity, list } = verdict.match;
  const { site, href, text, context } = sighted;
  return {
    match: { expression, effect: 'listed', violation, severity, list },
    source: verdict.source,
    link: { site, href, text, context },
  };
}

function expressionsIn(stops: readonly SeenStop[]): ReadonlySet<string> {
  return new Set(stops.map(({ match }) => match.expression));
}
