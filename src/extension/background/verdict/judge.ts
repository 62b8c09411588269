/** Judges links: what can be seen on them, what is known of them, what is to be done with them. */
import {
  act,
  type Context,
  type Decision,
  type Grade,
  gradeOf,
  judge,
  type Listing,
  type Understanding,
  type Verdict,
} from '../../../policy/index.ts';
import { type Ahead, listingsOf } from '../lookup/lookup.ts';
import { mapInSlices } from '../lookup/slices.ts';
import { type Circumstances, circumstances } from './circumstances.ts';
import { linkReader } from './read-link.ts';

/** A link, and where it was seen. */
export interface SightedLink {
  readonly site: string;
  readonly href: string;
  readonly text: string;
  readonly context: Context;
  /** Key of the conversation. */
  readonly conversation?: string | undefined;
}

export interface Judged {
  readonly sighted: SightedLink;
  readonly link: Understanding;
  readonly verdict: Verdict;
  readonly grade: Grade;
  readonly decision: Decision;
}

const NO_ANSWER: Listing = { kind: 'no-answer', cause: 'no-ruleset' };

/**
 * In the order of the links; equal links are judged once. `tabId` is where they were seen. `ahead`
 * is told of what the ruleset here lists, where others have to wait for the service.
 */
export function judgeLinks(
  sighted: readonly SightedLink[],
  tabId: number | undefined,
  ahead?: Ahead<Judged>,
): Promise<readonly Judged[]> {
  return judgeBy(sighted, (links, known) => listingsOf(links, tabId, known), ahead);
}

/** By what `listingsFor` says of them, in their order. */
export async function judgeBy(
  sighted: readonly SightedLink[],
  listingsFor: (
    links: readonly Understanding[],
    known: Ahead<Listing> | undefined,
  ) => Promise<readonly Listing[]>,
  ahead?: Ahead<Judged>,
): Promise<readonly Judged[]> {
  const keys = sighted.map(keyOf);
  const distinct = [...new Map(sighted.map((link, index) => [keys[index], link]))];
  const readLink = await linkReader();
  const understood = await mapInSlices(distinct, ([, { href, text, site }]) =>
    readLink(href, { text, site }),
  );
  const judged = new Map<string | undefined, Judged>();
  async function decideAll(listings: readonly (Listing | undefined)[]): Promise<void> {
    const around = await circumstances();
    await mapInSlices(understood, (link, index) => {
      const [key, at] = distinct[index] ?? [];
      const listing = listings[index];
      if (at === undefined || listing === undefined) return;
      judged.set(key, decide(at, link, listing, around));
    });
  }
  const known = async (listings: readonly (Listing | undefined)[]) => {
    await decideAll(listings);
    await ahead?.(keys.map((key) => judged.get(key)));
  };
  const listings = await listingsFor(understood, ahead && known);
  await decideAll(understood.map((_, index) => listings[index] ?? NO_ANSWER));
  return keys.flatMap((key) => judged.get(key) ?? []);
}

/** One link, judged afresh. */
export async function judgeLink(link: SightedLink, tabId: number | undefined): Promise<Judged> {
  const [judged] = await judgeLinks([link], tabId);
  if (judged === undefined) throw new TypeError('judgeLinks: one for each');
  return judged;
}

function decide(
  sighted: SightedLink,
  link: Understanding,
  listing: Listing,
  { grades, ...around }: Circumstances,
): Judged {
  const verdict = judge(link, listing);
  const grade = gradeOf(grades, link.provider?.id);
  const { context, site, conversation } = sighted;
  return {
    sighted,
    link,
    verdict,
    grade,
    decision: act({ ...around, link, verdict, grade, context, site, conversation }),
  };
}

function keyOf({ site, context, text, href }: SightedLink): string {
  return JSON.stringify([site, context, text, href]);
}

/** Only these two lead to a page that anyone may be sent to. */
export function webDestination({ link }: Judged): string | undefined {
  return /^https?:\/\//i.test(link.destination ?? '') ? link.destination : undefined;
}
