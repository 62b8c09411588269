/** What the engine costs for each link, beside what parsing the address costs anyway. */
import {
  type Action,
  act,
  judge,
  listingOf,
  NO_MANAGED_SETTINGS,
  NO_PERSONAL_SETTINGS,
  openRules,
  packagedPolicy,
  understand,
} from '../src/policy/index.ts';
import { compileSeed } from '../src/service/publish/index.ts';
import type { Report } from './figures.ts';
import { type Links, readLinks } from './links.ts';

interface EngineFigures {
  /** Microseconds for each link: `new URL()`, the engine without rules, the engine with them. */
  readonly parse: number;
  readonly understandAndAct: number;
  readonly withRules: number;
  /** How many links each action got, so that nothing was optimised away. */
  readonly actions: Readonly<Partial<Record<Action, number>>>;
}

export async function benchEngine(report: Report): Promise<void> {
  const links = await readLinks();
  const { parse, understandAndAct, withRules, actions } = await measureEngine(links);
  report.note(`engine on ${links.origin}: actions ${JSON.stringify(actions)}`);
  const add = (figure: string, ours: number) =>
    report.add({
      figure: `understand, judge and act on a link${figure}`,
      ...{ ours, peer: parse, peerName: 'new URL()', unit: 'µs', ratioOf: 'ours/peer' },
    });
  add(', without rules', understandAndAct);
  add(", with the seed's rules", withRules);
}

async function measureEngine({ addresses }: Links): Promise<EngineFigures> {
  const rules = openRules((await compileSeed()).rules);
  const facts = {
    grade: 'unrated',
    context: 'group',
    site: 'demo',
    policy: packagedPolicy('everyday'),
    personal: NO_PERSONAL_SETTINGS,
    managed: NO_MANAGED_SETTINGS,
    exceptions: [],
    now: Date.UTC(2026, 0, 1),
    version: '1.0.0',
    share: 0.5,
  } as const;
  const source = { rulesetVersion: 1, via: 'seed' } as const;

  function decide(address: string, isRuled: boolean): Action {
    const link = understand(address, { text: address });
    const listing = isRuled
      ? listingOf(link, (url) => rules.find(url), source)
      : ({ kind: 'not-listed', source } as const);
    return act({ ...facts, link, verdict: judge(link, listing) }).action;
  }

  const some = addresses.slice(0, 2_000);
  for (const address of some) decide(address, true);
  const actions: Partial<Record<Action, number>> = {};
  return {
    parse: perLink(addresses, (address) => URL.parse(address)),
    understandAndAct: perLink(addresses, (address) => decide(address, false)),
    withRules: perLink(addresses, (address) => {
      const action = decide(address, true);
      actions[action] = (actions[action] ?? 0) + 1;
    }),
    actions,
  };
}

/** Microseconds. */
function perLink(addresses: readonly string[], work: (address: string) => unknown): number {
  const started = performance.now();
  for (const address of addresses) work(address);
  return ((performance.now() - started) * 1_000) / addresses.length;
}
