/**
 * Puts the rules into force, and finds out whether they are. What is wanted is always built anew
 * from what is known, and compared with what the browser says it has; so a rule that was lost comes
 * back, and one that is not wanted any more goes.
 */
import browser, { type DeclarativeNetRequest } from 'webextension-polyfill';
import { CodedError } from '../../../policy/index.ts';
import { managedNow } from '../../storage/managed.ts';
import { netChecked, netListed, seenStops, visits } from '../../storage/net.ts';
import { serviceInForce } from '../../storage/service.ts';
import { type ListedHosts, listedHosts, listedHostsId } from '../ruleset/listed-hosts.ts';
import { circumstances } from '../verdict/circumstances.ts';
import { everyType } from './every-type.ts';
import { guardedHosts } from './guarded-hosts.ts';
import { hostOf, isAtOrBelow } from './host-set.ts';
import { listedRules } from './listed-rules.ts';
import { isInForce, type NetRule, numbered } from './net-rule.ts';
import { seenRules } from './seen-rules.ts';
import { visitRules } from './visit-rules.ts';

/** One change at a time, in all of the extension. */
const LOCK = 'net';

type Area = 'Dynamic' | 'Session';

/**
 * Listed hosts. In ordinary times the browser is believed: nobody but us can take its rules away.
 * `isThorough` has it tell them, which takes a third of a second where there are 300,000 hosts.
 * Throws 'no-hosts' where the ruleset's hosts are damaged; the rules before stay in force then.
 */
export function applyListed({ isThorough }: { isThorough: boolean }): Promise<void> {
  return navigator.locks.request(LOCK, async () => {
    const [listedId, guarded, { managed }, free] = await Promise.all([
      listedHostsId(),
      guardedHosts(),
      circumstances(),
      needed(),
    ]);
    const id = await idOf([
      listedId ?? '',
      guarded,
      managed.block,
      managed.allow,
      free,
      managed.reportOnly,
    ]);
    const isChecked = (await netChecked.get()) === id;
    if (!isThorough && isChecked && (await netListed.get()) === id) return;
    const listed = await readListed();
    await putInForce(
      'Dynamic',
      listedRules({ listed, guarded, needed: free, managed, everyType: everyType() }),
    );
    await netListed.set(id);
    await netChecked.set(id);
  });
}

/** What was seen, and visits. A person's exceptions are not in it: they lift nothing severe. */
export function applySession(): Promise<void> {
  return navigator.locks.request(LOCK, async () => {
    const [{ settings: managed }, guarded, kept, visited] = await Promise.all([
      managedNow(),
      guardedHosts(),
      seenStops.get(),
      visits.get(),
    ]);
    const seen = managed.reportOnly === true ? [] : kept;
    // Reading the hosts takes its time, and a visit has nothing to do with them.
    const { cleared } = seen.length > 0 ? await readListed() : NOTHING_LISTED;
    const own = guarded === 'everywhere' ? [] : guarded;
    const types = everyType();
    const expressions = seen.map(({ match }) => match.expression);
    const free = [...cleared, ...own, ...(await needed())];
    await putInForce(
      'Session',
      numbered([
        ...seenRules({ expressions, free, everyType: types }),
        ...visitRules(visited, types),
      ]),
    );
  });
}

/** Whether the listed hosts hold this one, guarded pages apart. */
export async function isListedHost(host: string): Promise<boolean> {
  const { blocked, cleared } = await readListed();
  return isAtOrBelow(host, new Set(blocked)) && !cleared.includes(host);
}

const NOTHING_LISTED: Pick<ListedHosts, 'blocked' | 'cleared'> = { blocked: [], cleared: [] };

async function readListed(): Promise<Pick<ListedHosts, 'blocked' | 'cleared'>> {
  const listed = await listedHosts();
  if (listed !== undefined) return listed;
  if ((await listedHostsId()) === undefined) return NOTHING_LISTED;
  throw new CodedError('no-hosts', 'net: the hosts of the ruleset cannot be read');
}

/** The service's host: whoever lists it must not cut us off. */
async function needed(): Promise<readonly string[]> {
  const host = hostOf((await serviceInForce()).address ?? '');
  return host === undefined ? [] : [host];
}

async function putInForce(area: Area, wanted: readonly NetRule[]): Promise<void> {
  const net = browser.declarativeNetRequest;
  const actual = (await net[`get${area}Rules`]()) as readonly NetRule[];
  if (isInForce(wanted, actual)) return;
  const change = {
    removeRuleIds: actual.map(({ id }) => id),
    // The polyfill's types know fewer kinds of requests than the browsers do.
    addRules: (await supported(wanted)) as unknown as DeclarativeNetRequest.Rule[],
  };
  await net[`update${area}Rules`](change);
}

/** One expression that is too much for the browser must not cost all the others. */
async function supported(rules: readonly NetRule[]): Promise<readonly NetRule[]> {
  const checked = await Promise.all(
    rules.map(async (rule) => {
      const { regexFilter: regex } = rule.condition;
      if (regex === undefined) return true;
      const answer = await browser.declarativeNetRequest.isRegexSupported({ regex });
      return answer.isSupported;
    }),
  );
  return rules.filter((_, index) => checked[index]);
}

async function idOf(facts: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(facts));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
