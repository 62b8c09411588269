/** Acting on a stopped link from the popup, which has said why it is stopped. */
import browser from 'webextension-polyfill';
import { type Action, CodedError, isStricter } from '../../../policy/index.ts';
import type { Asker } from '../../messaging/handle.ts';
import type { LinkChoices, LinkReport, PickedLink, Remember } from '../../messaging/protocol.ts';
import { managedNow } from '../../storage/managed.ts';
import { isInPrivateWindow } from '../private-window.ts';
import { addException } from '../verdict/exceptions.ts';
import { type Judged, judgeLink, webDestination } from '../verdict/judge.ts';
import { reportOf } from '../verdict/link-report.ts';
import { isPlainQuestion, settle } from './answered.ts';
import { countGoneOn, countShown } from './gate-counts.ts';
import { newGate } from './gates.ts';
import { mayProceed, rememberScopes } from './remember-scopes.ts';

export async function explainLink(
  link: PickedLink,
  asker: Asker,
): Promise<LinkReport & LinkChoices> {
  const [judged, isPrivate] = await judgedFor(asker, link);
  return { ...reportOf(judged), ...(await choicesFor(judged, isPrivate)) };
}

/** Throws 'may-not-remember' for an exception that was not offered. */
export async function openFromPopup(
  { link, told, remember }: { link: PickedLink; told: Action; remember?: Remember | undefined },
  asker: Asker,
): Promise<{ readonly opened: 'destination' | 'gate' }> {
  const [judged, isPrivate] = await judgedFor(asker, link);
  const destination = webDestination(judged);
  const choices = await choicesFor(judged, isPrivate);
  if (destination === undefined || !choices.mayProceed || !isAnswered(judged, told)) {
    await browser.tabs.create({ url: await newGate(link, null) });
    return { opened: 'gate' };
  }
  if (remember !== undefined) {
    const chosen = choices.rememberScopes.find(({ scope }) => scope === remember.scope);
    if (chosen === undefined) {
      throw new CodedError('may-not-remember', 'popup: this exception may not be made');
    }
    const { context: madeIn, site } = link;
    await addException({ ...chosen, lasts: remember.lasts, madeIn, site });
  }
  if (!isPrivate) {
    await noteAnswered(judged);
    if (remember === undefined) await settle(judged);
  }
  await browser.tabs.create({ url: destination });
  return { opened: 'destination' };
}

/** It was asked and answered in one. */
async function noteAnswered({ decision: { action } }: Judged): Promise<void> {
  await countShown(action);
  await countGoneOn(action);
}

/** A question that the popup put can be answered there; a warning is the gate's to explain. */
function isAnswered(judged: Judged, told: Action): boolean {
  const { action } = judged.decision;
  return action === 'open' || (isPlainQuestion(judged) && !isStricter(action, told));
}

/** And whether what is done with it leaves nothing behind. */
function judgedFor(asker: Asker, link: PickedLink): Promise<[Judged, boolean]> {
  return Promise.all([judgeLink(link, undefined), isInPrivateWindow(asker)]);
}

async function choicesFor(judged: Judged, isPrivate: boolean): Promise<LinkChoices> {
  const { settings: managed } = await managedNow();
  return {
    mayProceed: mayProceed(judged, managed),
    willSettle: !isPrivate && managed.exceptions !== false && isPlainQuestion(judged),
    // What is done in a private window leaves nothing behind.
    rememberScopes: isPrivate ? [] : rememberScopes(judged, managed),
  };
}
