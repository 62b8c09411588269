/**
 * The background worker: listeners only, all registered before the first `await`, because an event
 * wakes a worker that was killed and finds only what was registered at once. Nothing is kept here;
 * what a handler needs it reads.
 */
// Before everything else; see there.
import './begin.ts';
import browser from 'webextension-polyfill';
import { logError } from '../log.ts';
import { type GuardedAsker, handle } from '../messaging/handle.ts';
import type { PageSetup } from '../messaging/protocol.ts';
import { loadPublicSuffixes } from '../public-suffixes.ts';
import { ALARMS, ensureAlarms } from './alarms.ts';

import { broadcastChange, broadcastSites, whenDecisionsChange } from './broadcast.ts';
import { takeComplaintSubject } from './complaints/complaint-page.ts';
import { listComplaints, refreshComplaintStates } from './complaints/complaints.ts';
import {
  listenToNotifications,
  notificationsGranted,
  notifiesNow,
  setNotifications,
  wishForNotifications,
} from './complaints/notifications.ts';
import { fileComplaint, flushOutbox } from './complaints/outbox.ts';
import { keepFleet } from './fleet/fleet.ts';
import { freeGate, freeSilentGate, GATE_FILTER } from './gate/free-gate.ts';
import { leaveGate, proceed, viewGate } from './gate/gate.ts';
import { moreOfGate } from './gate/gate-more.ts';
import { forgetGatesOf } from './gate/gates.ts';
import { explainLink, openFromPopup } from './gate/open-from-popup.ts';
import { openActivated, SENTINEL_FILTER, showGateOfSentinel } from './gate/open-link.ts';
import { giveWay, whenUpdateIsThere } from './give-way.ts';
import { keepLanguage } from './language.ts';
import { pickFromMenu, refreshMenu } from './link-menu.ts';
import { lookupModeNow } from './lookup/lookup-mode.ts';
import { keepManaged, viewEffective, viewManaged, whenManagedChanges } from './managed.ts';
import { gateAfterBlock } from './net/blocked-navigation.ts';
import { keepNet, reviewNet } from './net/keep-net.ts';
import {
  navigationBegins,
  pageCommitted,
  tabClosed,
  tabCreated,
  tabOpened,
} from './net/tab-watch.ts';
import { viewOptions } from './options/options.ts';
import { OPTIONS_TABLE } from './options/options-table.ts';
import { tryFromKeyboard } from './options/try-from-keyboard.ts';
import { orderLinks } from './order-links.ts';
import { viewPopup } from './popup.ts';
import { atRest, beforeRest } from './rest.ts';
import { updateRuleset, updateWhenDue } from './ruleset/updates.ts';
import { removeSite, saveSite, siteNamesNow, switchSite } from './sites/custom-sites.ts';
import { giveScript } from './sites/give-script.ts';
import { forgetUnread, keepListening } from './sites/listening.ts';
import { setHints, setUpPage } from './sites/page-setup.ts';
import { notePageState } from './sites/page-state.ts';
import {
  injectEverywhere,
  onAccessAdded,
  onAccessRemoved,
  registerTurnedOn,
  turnOff,
  turnOn,
} from './sites/site-access.ts';
import { trySite } from './sites/try-site.ts';
import { refreshTab, refreshToolbar } from './toolbar.ts';
import { setChoice, setStartingPoint } from './verdict/choices.ts';
import { circumstances } from './verdict/circumstances.ts';
import { removeException } from './verdict/exceptions.ts';
import { scheduleNextChange } from './verdict/next-change.ts';
import { openWelcome } from './welcome.ts';

handle({
  ready: loadPublicSuffixes,
  during: beforeRest,
  content: {
    'page.begin': (_, asker) => beginPage(asker),
    'links.judge': orderLinks,
    'link.activated': openActivated,
    'page.state': notePageState,
    'script.wanted': giveScript,
  },
  page: {
    ...OPTIONS_TABLE,
    'popup.view': viewPopup,
    'site.turnOn': ({ pattern }) => turnOn(pattern),
    'site.turnOff': ({ pattern }) => turnOff(pattern),
    'options.view': viewOptions,
    'sites.names': siteNamesNow,
    'managed.view': viewManaged,
    'policy.effective': viewEffective,
    'site.switch': ({ id, isOn }) => switchSite(id, isOn),
    'site.save': ({ site }) => saveSite(site),
    'site.remove': ({ id }) => removeSite(id),
    'site.try': trySite,
    'startingPoint.set': setStartingPoint,
    'choice.set': ({ context, choice }) => setChoice(context, choice),
    'hints.set': ({ isOn }) => setHints(isOn),
    'exception.remove': ({ id }) => removeException(id),
    'complaint.file': fileComplaint,
    'complaints.list': listComplaints,
    'link.explain': explainLink,
    'link.open': openFromPopup,
    'complaint.taken': (_, asker) => takeComplaintSubject(asker),
    'notifications.view': notifiesNow,
    'notifications.wish': wishForNotifications,
    'notifications.set': setNotifications,
    'gate.view': (_, asker) => viewGate(asker),
    'gate.more': (_, asker) => moreOfGate(asker),
    'gate.proceed': proceed,
    'gate.leave': (_, asker) => leaveGate(asker),
  },
});

browser.webNavigation.onBeforeNavigate.addListener((details) => {
  void guarded('sentinel', () => showGateOfSentinel(details));
}, SENTINEL_FILTER);

browser.webNavigation.onErrorOccurred.addListener((details) => {
  void guarded('gate', () => freeGate(details));
}, GATE_FILTER);
browser.webNavigation.onCompleted.addListener((details) => {
  void guarded('gate', () => freeSilentGate(details));
}, GATE_FILTER);

browser.webNavigation.onBeforeNavigate.addListener((details) => {
  void guarded('navigation', () => navigationBegins(details));
});
browser.webNavigation.onCommitted.addListener((details) => {
  void guarded('page', () => pageCommitted(details));
});
browser.webNavigation.onErrorOccurred.addListener((details) => {
  void guarded('blocked page', () => gateAfterBlock(details));
});
browser.webNavigation.onCreatedNavigationTarget.addListener((details) => {
  void guarded('new tab', () => tabOpened(details));
});
browser.tabs.onCreated.addListener(tabCreated);

browser.tabs.onRemoved.addListener((tabId) => {
  void guarded('tab closed', async () => {
    await forgetGatesOf(tabId);
    await tabClosed(tabId);
  });
});

browser.contextMenus.onClicked.addListener((info, tab) => {
  // At once: the person's press, which lets the page write the clipboard, does not last.
  pickFromMenu(info, tab?.id).catch((error: unknown) => logError('link menu failed', error));
});

browser.commands.onCommand.addListener((name, tab) => {
  if (name === 'try-link') void guarded('command', () => tryFromKeyboard(tab?.id));
});

listenToNotifications();

browser.alarms.onAlarm.addListener(({ name }) => {
  void guarded(`alarm ${name}`, () => onAlarm(name));
});

whenManagedChanges((isBack) => void guarded('managed', () => keepManaged(isBack)));

whenDecisionsChange(() => void guarded('net', reviewNet));
whenDecisionsChange(() => void guarded('next change', scheduleNextChange));

browser.permissions.onAdded.addListener(({ origins, permissions }) => {
  void guarded('notifications', () => notificationsGranted(permissions));
  void guarded('access added', () => thenTest(onAccessAdded(origins)));
  void guarded('link menu', refreshMenu);
});
browser.permissions.onRemoved.addListener(() => {
  void guarded('access removed', () => thenTest(onAccessRemoved()));
  void guarded('link menu', refreshMenu);
});
// Without a listener a browser that starts does not start the worker.
browser.runtime.onStartup.addListener(() => void guarded('browser start', testAll));
browser.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === 'install') void guarded('welcome', openWelcome);
  void guarded('installed', () => thenTest(injectEverywhere()));
});
browser.runtime.onStartup.addListener(() => void guarded('link menu', refreshMenu));
browser.runtime.onInstalled.addListener(() => void guarded('link menu', refreshMenu));

whenUpdateIsThere(() => void guarded('update', giveWay));

// A worker is seldom started for nothing: what the first verdict needs is read at once, all together.
void circumstances();
void lookupModeNow();

void atRest.then(() => {
  void guarded('start', start);
  void guarded('registration', registerTurnedOn);
  // Apart from the start: a browser, or a page, may take seconds to answer.
  void guarded('managed', keepManaged);
  void guarded('pages', keepListening);
});

async function start(): Promise<void> {
  await ensureAlarms();
  await scheduleNextChange();
  await keepNet({ isThorough: false });
  await keepLanguage();
  await updateWhenDue();
  await refreshToolbar();
  await flushOutbox();
  await keepFleet();
}

/** The toolbar says of each guarded page that it is one; a frame is a part of its page. */
function beginPage(asker: GuardedAsker): Promise<PageSetup> {
  if (asker.frameId === 0) void guarded('page begun', () => pageBegun(asker.tabId));
  return setUpPage(asker);
}

async function pageBegun(tabId: number): Promise<void> {
  await forgetUnread(tabId);
  await atRest;
  await refreshTab(tabId);
}

async function thenTest(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } finally {
    await testAll();
  }
}

/** Everything that protection rests on, asked of the browser anew. */
async function testAll(): Promise<void> {
  await keepNet({ isThorough: true });
  await keepListening();
}

async function onAlarm(name: string): Promise<void> {
  switch (name) {
    case ALARMS.ruleset:
      await updateRuleset();
      // Should the alarm for what time changes have been lost.
      await broadcastChange();
      await broadcastSites();
      return testAll();
    case ALARMS.outbox:
      return flushOutbox();
    case ALARMS.complaintStates:
      return refreshComplaintStates();
    case ALARMS.decisions:
      return broadcastChange();
    case ALARMS.managed:
      return keepManaged();
    case ALARMS.fleet:
      return keepFleet();
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
