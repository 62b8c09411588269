/**
 * Trying a link: what would happen to it in every kind of conversation. One that is picked from a
 * menu is handed over here; no address of a page ever holds it, for that could be forged.
 */
import browser from 'webextension-polyfill';
import { CONTEXTS, type Context } from '../../../policy/index.ts';
import type { TriedLink } from '../../messaging/options.ts';
import { handedLink } from '../../storage/links.ts';
import { judgeLinks, type SightedLink } from '../verdict/judge.ts';
import { reportOf } from '../verdict/link-report.ts';
import { perContext } from '../verdict/preferences.ts';

const TRY_PAGE = 'src/extension/pages/options/index.html#try';

const LONGEST = 16_384;

export type Tried = Pick<SightedLink, 'href' | 'text' | 'site'>;

/** Opens "try a link" with this one in it. */
export async function handOver({ href, text, site }: Tried): Promise<void> {
  // What is longer than can be looked at cannot be judged, cut or not.
  await handedLink.set({ href: href.slice(0, LONGEST), text, site });
  await browser.tabs.create({ url: browser.runtime.getURL(TRY_PAGE) });
}

/** What was handed over last, once. */
export async function takeHanded(): Promise<Tried | undefined> {
  const handed = await handedLink.get();
  if (handed === null) return undefined;
  await handedLink.set(null);
  return handed;
}

/** It is asked about once, whatever the conversation. */
export async function tryLink({ href, text, site }: Tried): Promise<TriedLink> {
  const judged = await judgeLinks(
    CONTEXTS.map((context) => ({ href, text, site, context })),
    undefined,
  );
  const reports = new Map(judged.map((one) => [one.sighted.context, reportOf(one)]));
  const at = (context: Context) => {
    const report = reports.get(context);
    if (report === undefined) throw new TypeError('tryLink: one for each');
    return report;
  };
  return {
    link: at('unknown'),
    contexts: perContext((context) => {
      const { action, reason, trace } = at(context);
      return { action, reason, trace };
    }),
  };
}
