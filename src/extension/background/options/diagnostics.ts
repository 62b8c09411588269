/** Whether everything that protection rests on is there, asked of the browser anew. */
import browser from 'webextension-polyfill';
import type { Diagnostics, SelfTestStep } from '../../messaging/options.ts';
import type { Protection } from '../../messaging/protocol.ts';
import { openDatabase } from '../../storage/database.ts';
import { reportedCounts, share } from '../../storage/settings.ts';
import { ALARMS } from '../alarms.ts';
import { lookupModeNow } from '../lookup/lookup-mode.ts';
import { viewEffective, viewManaged } from '../managed.ts';
import { keepNet } from '../net/keep-net.ts';
import { protectionNow } from '../protection.ts';
import { listAlways, listTurnedOn } from '../sites/guarded-patterns.ts';
import { testService } from './sources.ts';

export async function runDiagnostics(): Promise<Diagnostics> {
  // Mends what it can first: what is told is what is left.
  await keepNet({ isThorough: true });
  const { mode } = await lookupModeNow();
  const service = mode === 'local-only' ? undefined : await testService();
  const [protection, managed] = await Promise.all([protectionNow(), viewManaged()]);
  const steps = await Promise.all([
    access(),
    turnedOn(),
    net(protection),
    alarms(),
    storage(),
    database(),
    rules(protection),
    serviceStep(service),
  ]);
  return {
    version: browser.runtime.getManifest().version,
    browser: navigator.userAgent,
    steps,
    protection,
    mode,
    effective: await viewEffective(),
    managed: managed.digest === undefined ? undefined : managed,
    reported: managed.settings.reportOnly === true ? await reportedCounts.get() : undefined,
    mayCopy: managed.settings.diagnostics !== false,
  };
}

async function access(): Promise<SelfTestStep> {
  const always = await listAlways();
  const granted = always.filter((one) => one.isGranted).length;
  return {
    id: 'access',
    outcome: granted === always.length ? 'good' : granted > 0 ? 'caution' : 'bad',
    detail: `${granted}/${always.length}`,
  };
}

async function turnedOn(): Promise<SelfTestStep> {
  const kept = await listTurnedOn();
  const registered = await browser.scripting.getRegisteredContentScripts();
  const guarded = kept.filter(
    ({ pattern, isGranted: has }) => has && registered.some(({ id }) => id === pattern),
  );
  const isAll = guarded.length === kept.length;
  return {
    id: 'turned_on',
    outcome: isAll ? 'good' : 'caution',
    detail: `${guarded.length}/${kept.length}`,
  };
}

async function net({ problems }: Protection): Promise<SelfTestStep> {
  const { declarativeNetRequest } = browser;
  const [lasting, session] = await Promise.all([
    declarativeNetRequest.getDynamicRules(),
    declarativeNetRequest.getSessionRules(),
  ]);
  return {
    id: 'net',
    outcome: problems.includes('net-failed') ? 'bad' : 'good',
    detail: `${lasting.length} + ${session.length}`,
  };
}

async function alarms(): Promise<SelfTestStep> {
  const wanted = [ALARMS.ruleset, ALARMS.complaintStates];
  const there = await Promise.all(wanted.map((name) => browser.alarms.get(name)));
  const count = there.filter((alarm) => alarm !== undefined).length;
  return {
    id: 'alarms',
    outcome: count === wanted.length ? 'good' : 'caution',
    detail: `${count}/${wanted.length}`,
  };
}

/** Writes what is there anyway. */
async function storage(): Promise<SelfTestStep> {
  const isKept = await share
    .update((value) => value)
    .then(
      () => true,
      () => false,
    );
  return { id: 'storage', outcome: isKept ? 'good' : 'bad', detail: '' };
}

async function database(): Promise<SelfTestStep> {
  const isOpen = await openDatabase().then(
    () => true,
    () => false,
  );
  return { id: 'database', outcome: isOpen ? 'good' : 'bad', detail: '' };
}

function rules({ ruleset }: Protection): SelfTestStep {
  if (ruleset === undefined) return { id: 'ruleset', outcome: 'bad', detail: '' };
  const isFresh = ruleset.stale === undefined;
  return {
    id: 'ruleset',
    outcome: isFresh ? 'good' : 'caution',
    detail: [ruleset.version, ruleset.stale ?? ''].join(' ').trim(),
  };
}

function serviceStep(tested: Awaited<ReturnType<typeof testService>> | undefined): SelfTestStep {
  if (tested === undefined) return { id: 'service', outcome: 'good', detail: 'local-only' };
  return tested.ok
    ? { id: 'service', outcome: 'good', detail: `${tested.milliseconds} ms` }
    : { id: 'service', outcome: 'caution', detail: tested.code };
}
