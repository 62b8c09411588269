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
  understand,
  type Verdict,
} from '../../policy/index.ts';
import { type Circumstances, circumstances } from './circumstances.ts';
import { listingsOf } from './lookup.ts';
import { mapInSlices } from './slices.ts';

/** A link, and where it was seen. */
export interface SightedLink {
  readonly site: string;
  readonly href: string;
  readonly text: string;
  readonly context: Context;
}

export interface Judged {
  readonly sighted: SightedLink;
  readonly link: Understanding;
  readonly verdict: Verdict;
  readonly grade: Grade;
  readonly decision: Decision;
}

const NO_ANSWER: Listing = { kind: 'no-answer', cause: 'no-ruleset' };

/** In the order of the links; equal links are judged once. `tabId` is where they were seen. */
export function judgeLinks(
  sighted: readonly SightedLink[],
  tabId: number | undefined,
): Promise<readonly Judged[]> {
  return judgeBy(sighted, (links) => listingsOf(links, tabId));
}

/** By what `listingsFor` says of them, in their order. */
export async function judgeBy(
  sighted: readonly SightedLink[],
  listingsFor: (links: readonly Understanding[]) => Promise<readonly Listing[]>,
): Promise<readonly Judged[]> {
  const distinct = [...new Map(sighted.map((link) => [keyOf(link), link])).values()];
  const understood = await mapInSlices(distinct, ({ href, text, site }) =>
    understand(href, { text, site }),
  );
  const listings = await listingsFor(understood);
  const around = await circumstances();
  const judged = new Map<string, Judged>();
  await mapInSlices(understood, (link, index) => {
    const at = distinct[index];
    if (at !== undefined) {
      judged.set(keyOf(at), decide(at, link, listings[index] ?? NO_ANSWER, around));
    }
  });
  return sighted.flatMap((link) => judged.get(keyOf(link)) ?? []);
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
  const { context, site } = sighted;
  return {
    sighted,
    link,
    verdict,
    grade,
    decision: act({ ...around, link, verdict, grade, context, site }),
  };
}

function keyOf({ site, context, text, href }: SightedLink): string {
  return JSON.stringify([site, context, text, href]);
}

/** Only these two lead to a page that anyone may be sent to. */
export function webDestination({ link }: Judged): string | undefined {
  return /^https?:\/\//i.test(link.destination ?? '') ? link.destination : undefined;
}
