/**
 * The background worker: listeners only, all registered before the first `await`, because an event
 * wakes a worker that was killed and finds only what was registered at once. Nothing is kept here;
 * what a handler needs it reads.
 */
import browser from 'webextension-polyfill';
import { logError } from '../log.ts';
import { handle } from '../messaging/handle.ts';
import { loadPublicSuffixes } from '../public-suffixes.ts';
import { ALARMS, ensureAlarms } from './alarms.ts';
import { broadcastChange } from './broadcast.ts';
import { setChoice } from './choices.ts';
import { listComplaints, refreshComplaintStates } from './complaints.ts';
import { removeException } from './exceptions.ts';
import { leaveGate, proceed, viewGate } from './gate.ts';
import { forgetGatesOf } from './gates.ts';
import { explainLink } from './link-report.ts';
import { openActivated, SENTINEL_FILTER, showGateOfSentinel } from './open-link.ts';
import { orderLinks } from './order-links.ts';
import { fileComplaint, flushOutbox } from './outbox.ts';
import { viewPopup } from './popup.ts';
import { refreshToolbar } from './toolbar.ts';
import { updateRuleset, updateWhenDue } from './updates.ts';

handle({
  ready: loadPublicSuffixes,
  content: {
    'links.judge': orderLinks,
    'link.activated': openActivated,
  },
  page: {
    'popup.view': viewPopup,
    'choice.set': ({ context, choice }) => setChoice(context, choice),
    'exception.remove': ({ id }) => removeException(id),
    'complaint.file': fileComplaint,
    'complaints.list': listComplaints,
    'link.explain': explainLink,
    'gate.view': (_, asker) => viewGate(asker),
    'gate.proceed': proceed,
    'gate.leave': (_, asker) => leaveGate(asker),
  },
});

browser.webNavigation.onBeforeNavigate.addListener((details) => {
  void guarded('sentinel', () => showGateOfSentinel(details));
}, SENTINEL_FILTER);

browser.tabs.onRemoved.addListener((tabId) => {
  void guarded('tab closed', () => forgetGatesOf(tabId));
});

browser.alarms.onAlarm.addListener(({ name }) => {
  void guarded(`alarm ${name}`, () => onAlarm(name));
});

browser.permissions.onAdded.addListener(() => void guarded('toolbar', refreshToolbar));
browser.permissions.onRemoved.addListener(() => void guarded('toolbar', refreshToolbar));
// Without a listener a browser that starts does not start the worker.
browser.runtime.onStartup.addListener(() => void guarded('toolbar', refreshToolbar));
browser.runtime.onInstalled.addListener(() => void guarded('toolbar', refreshToolbar));

void guarded('start', start);

async function start(): Promise<void> {
  await ensureAlarms();
  await refreshToolbar();
  await updateWhenDue();
  await refreshToolbar();
  await flushOutbox();
}

async function onAlarm(name: string): Promise<void> {
  switch (name) {
    case ALARMS.ruleset:
      await updateRuleset();
      // Exceptions have expired and stages begun since.
      await broadcastChange();
      return refreshToolbar();
    case ALARMS.outbox:
      return flushOutbox();
    case ALARMS.complaintStates:
      return refreshComplaintStates();
  }
}

/**
 * The outermost catch of everything that nobody waits for. It begins when the engine can be asked:
 * a worker cannot wait for anything before its listeners are there.
 */
async function guarded(what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await loadPublicSuffixes();
    await work();
  } catch (error) {
    logError(`${what} failed`, error);
  }
}
