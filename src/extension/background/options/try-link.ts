/**
 * Trying a link: what would happen to it in every kind of conversation. One that is picked from a
 * menu is handed over here; no address of a page ever holds it, for that could be forged.
 */
import browser from 'webextension-polyfill';
import {
  act,
  CONTEXTS,
  type Context,
  type Decision,
  NO_MANAGED_SETTINGS,
  NO_PERSONAL_SETTINGS,
} from '../../../policy/index.ts';
import type { Asker } from '../../messaging/handle.ts';
import type { TriedLink } from '../../messaging/options.ts';
import { handedLink } from '../../storage/links.ts';
import { complainingFor } from '../complaints/complaining.ts';
import { activeRuleset } from '../ruleset/ruleset.ts';
import { type Circumstances, circumstances } from '../verdict/circumstances.ts';
import { type Judged, judgeLinks, type SightedLink } from '../verdict/judge.ts';
import { reportOf } from '../verdict/link-report.ts';
import { perContext } from '../verdict/preferences.ts';
import { reasonOf } from '../verdict/reason.ts';

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
export async function tryLink(
  { href, text, site }: Tried,
  asker: Pick<Asker, 'isPrivate' | 'tabId'>,
): Promise<TriedLink> {
  const judged = await judgeLinks(
    CONTEXTS.map((context) => ({ href, text, site, context })),
    undefined,
  );
  const around = await circumstances();
  const at = (context: Context) => {
    const found = judged.find(({ sighted }) => sighted.context === context);
    if (found === undefined) throw new TypeError('tryLink: one for each');
    return found;
  };
  return {
    link: reportOf(at('unknown')),
    contexts: perContext((context) => decided(at(context).decision)),
    byPolicy: perContext((context) => decided(decideByPolicy(at(context), around))),
    at: around.now,
    policy: around.policy.id,
    rulesetVersion: (await activeRuleset())?.manifest.version ?? 0,
    version: around.version,
    complaining: await complainingFor(asker),
  };
}

function decided(decision: Decision) {
  return { action: decision.action, reason: reasonOf(decision), trace: decision.trace };
}

/** By what everybody has in common: nobody's choices, exceptions or settings. */
function decideByPolicy(
  { link, verdict, grade, sighted: { context, site } }: Judged,
  { grades: _, ...around }: Circumstances,
): Decision {
  return act({
    ...{ ...around, link, verdict, grade, context, site },
    personal: NO_PERSONAL_SETTINGS,
    managed: NO_MANAGED_SETTINGS,
    exceptions: [],
  });
}
