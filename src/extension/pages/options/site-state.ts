/** How a built-in site stands: where it is guarded, and what is missing. Pure. */
import type { Site } from '../../../policy/index.ts';
import { covers, hostOfPattern, isCovered } from '../../match-pattern.ts';
import type { OptionsView } from '../../messaging/protocol.ts';

export type SiteState =
  | 'off'
  | 'off-by-ruleset'
  | 'always'
  | 'turned-on'
  | 'needs-permission'
  | 'anywhere'
  | 'not-on';

type Facts = Pick<OptionsView, 'always' | 'turnedOn' | 'off' | 'offByRuleset'>;

export function stateOf({ id, hosts }: Pick<Site, 'id' | 'hosts'>, facts: Facts): SiteState {
  if (facts.off.includes(id)) return 'off';
  if (facts.offByRuleset.includes(id)) return 'off-by-ruleset';
  if (hosts.length === 0) return 'anywhere';
  if (hosts.some((host) => isAlways(host, facts))) {
    return facts.always.isGranted ? 'always' : 'needs-permission';
  }
  const turnedOn = facts.turnedOn.filter(({ pattern }) =>
    hosts.some((host) => covers(`*://${host}/*`, pattern)),
  );
  if (turnedOn.length === 0) return 'not-on';
  return turnedOn.some(({ isGranted }) => isGranted) ? 'turned-on' : 'needs-permission';
}

/** What the browser is to be asked for so that the site is guarded; empty where nothing helps. */
export function neededBy({ id, hosts }: Pick<Site, 'id' | 'hosts'>, facts: Facts): string[] {
  const state = stateOf({ id, hosts }, facts);
  if (state === 'needs-permission' && hosts.some((host) => isAlways(host, facts))) {
    return facts.always.patterns.filter((one) =>
      hosts.some((host) => covers(one, `https://${host}/*`) || hostOfPattern(one) === host),
    );
  }
  // A star names hosts that only the person knows: those are turned on where they are.
  if ((state !== 'not-on' && state !== 'needs-permission') || hosts.some(hasStar)) return [];
  return hosts.map((host) => `https://${host}/*`);
}

function hasStar(host: string): boolean {
  return host.includes('*');
}

function isAlways(host: string, { always }: Facts): boolean {
  return ['https', 'http'].some((scheme) => isCovered(`${scheme}://${host}/*`, always.patterns));
}
