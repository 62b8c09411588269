/** What the gate asks for: its link, the way on, the way back. */
import browser from 'webextension-polyfill';
import { CodedError, isStricter } from '../../../policy/index.ts';
import type { Asker } from '../../messaging/handle.ts';
import type { GateView, Remember } from '../../messaging/protocol.ts';
import type { Gate } from '../../storage/links.ts';
import { managedNow } from '../../storage/managed.ts';
import { gateCounts } from '../../storage/settings.ts';
import { complainingFor } from '../complaints/complaining.ts';
import { applySession } from '../net/apply.ts';
import { judgeNavigation } from '../net/judge-navigation.ts';
import { beginVisit } from '../net/visits.ts';
import { protectionNow } from '../protection.ts';
import { activeRuleset } from '../ruleset/ruleset.ts';
import { siteNamesNow } from '../sites/custom-sites.ts';
import { addException } from '../verdict/exceptions.ts';
import { type Judged, judgeLink, webDestination } from '../verdict/judge.ts';
import { reportOf } from '../verdict/link-report.ts';
import { isPlainQuestion, settle } from './answered.ts';
import { countGoneOn, countShown } from './gate-counts.ts';
import { gateOf, noteShown } from './gates.ts';
import { mayProceed, rememberScopes } from './remember-scopes.ts';

/** Undefined when the gate's link is no longer known. */
export async function viewGate(asker: Asker): Promise<GateView | undefined> {
  const gate = await gateOf(asker);
  if (gate === undefined) return undefined;
  const [judged, protection, { settings: managed }, complaining, siteNames] = await Promise.all([
    judgeGate(gate),
    protectionNow(),
    managedNow(),
    complainingFor(asker),
    siteNamesNow(),
  ]);
  const counts = await gateCounts.get();
  if (gate.shown === undefined && !asker.isPrivate) await countShown(judged.decision.action);
  // Where it cannot be kept, which is told as 'storage-full', nobody goes on.
  await noteShown(gate, judged.decision.action).catch(() => undefined);
  return {
    link: reportOf(judged),
    listDate: await listDateOf(judged),
    wasOpening: gate.met === 'opened',
    protection,
    mayProceed: mayProceed(judged, managed),
    isHeldByOrganisation: managed.proceed === false,
    complaining,
    organisation: managed.organisation,
    siteNames,
    willSettle: !asker.isPrivate && managed.exceptions !== false && isPlainQuestion(judged),
    counts,
    // What is done in a private window leaves nothing behind.
    rememberScopes: asker.isPrivate ? [] : rememberScopes(judged, managed),
  };
}

/**
 * Judged afresh. Throws 'may-not-proceed' where no one may go on, or the warning would be a
 * stricter one than was shown; 'may-not-remember' for an exception that was not offered;
 * 'no-such-gate'; 'net-failed' where the net could not be opened for this tab.
 */
export async function proceed(
  { remember }: { remember?: Remember | undefined },
  asker: Asker,
): Promise<{ readonly destination: string }> {
  const gate = await gateOf(asker);
  if (gate === undefined) throw new CodedError('no-such-gate', 'gate: link no longer known');
  const [judged, { settings: managed }] = await Promise.all([judgeGate(gate), managedNow()]);
  const destination = webDestination(judged);
  const { shown } = gate;
  const isWarned = shown !== undefined && !isStricter(judged.decision.action, shown);
  if (destination === undefined || !mayProceed(judged, managed) || !isWarned) {
    throw new CodedError('may-not-proceed', 'gate: this link may not be opened');
  }
  if (remember !== undefined) {
    const offered = asker.isPrivate ? [] : rememberScopes(judged, managed);
    const chosen = offered.find(({ scope }) => scope === remember.scope);
    if (chosen === undefined) {
      throw new CodedError('may-not-remember', 'gate: this exception may not be made');
    }
    const { context: madeIn, site } = gate.link;
    await addException({ ...chosen, lasts: remember.lasts, madeIn, site });
  }
  await openNet(gate.tabId, destination);
  if (!asker.isPrivate) await noteGoneOn(judged, remember !== undefined);
  return { destination };
}

async function listDateOf({ verdict }: Judged): Promise<string | undefined> {
  if (verdict.kind !== 'harmful') return undefined;
  const lists = (await activeRuleset())?.manifest.lists ?? [];
  return lists.find(({ list }) => list === verdict.match.list)?.date ?? undefined;
}

async function noteGoneOn(judged: Judged, isRemembered: boolean): Promise<void> {
  await countGoneOn(judged.decision.action);
  if (!isRemembered) await settle(judged);
}

/** An address that was met on the way is judged without anything leaving the browser. */
export function judgeGate({ link, met }: Gate): Promise<Judged> {
  return met === undefined ? judgeLink(link, undefined) : judgeNavigation(link);
}

/** Before the gate goes on, or it would come to itself again. */
async function openNet(tabId: number | null, destination: string): Promise<void> {
  if (tabId === null) return;
  try {
    await beginVisit(tabId, destination);
    await applySession();
  } catch (cause) {
    throw new CodedError('net-failed', 'net: not opened for this tab', { cause });
  }
}

/** For a gate with nothing to go back to. */
export async function leaveGate(asker: Asker): Promise<void> {
  const { tabId } = asker;
  if (tabId !== undefined && /\/gate\/index\.html(\?|$)/.test(asker.url)) {
    await browser.tabs.remove(tabId);
  }
}
