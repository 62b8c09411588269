/** How a built-in site stands: where it is guarded, and what is missing. Pure. */
import type { Site } from '../../../policy/index.ts';
import { covers, hostOfPattern, isCovered } from '../../match-pattern.ts';
import type { OptionsView } from '../../messaging/protocol.ts';

export type SiteState =
  | 'off'
  | 'off-by-ruleset'
  | 'off-by-administrator'
  | 'always'
  | 'partly'
  | 'turned-on'
  | 'needs-permission'
  | 'anywhere'
  | 'not-on';

type Facts = Pick<
  OptionsView,
  'always' | 'turnedOn' | 'off' | 'offByRuleset' | 'offByAdministrator'
>;

export function stateOf({ id, hosts }: Pick<Site, 'id' | 'hosts'>, facts: Facts): SiteState {
  if (facts.off.includes(id)) return 'off';
  if (facts.offByAdministrator.includes(id)) return 'off-by-administrator';
  if (facts.offByRuleset.includes(id)) return 'off-by-ruleset';
  if (hosts.length === 0) return 'anywhere';
  const always = hosts.filter((host) => isAlways(host, facts));
  if (withheldFrom(hosts, facts).length > 0) return 'needs-permission';
  const others = hosts.filter((host) => !always.includes(host));
  if (others.length === 0) return 'always';
  const turnedOn = facts.turnedOn.filter(({ pattern }) =>
    others.some((host) => isOn(host, pattern)),
  );
  const open = others.filter(
    (host) => !turnedOn.some((one) => one.isGranted && isOn(host, one.pattern)),
  );
  if (turnedOn.some(({ isGranted }) => !isGranted)) return 'needs-permission';
  if (always.length > 0) return open.length === 0 ? 'always' : 'partly';
  return turnedOn.length === 0 ? 'not-on' : 'turned-on';
}

/** What the browser is to be asked for so that the site is guarded; empty where nothing helps. */
export function neededBy({ id, hosts }: Pick<Site, 'id' | 'hosts'>, facts: Facts): string[] {
  const state = stateOf({ id, hosts }, facts);
  const withheld = withheldFrom(hosts, facts);
  if (state === 'needs-permission' && withheld.length > 0) return withheld;
  // A star names hosts that only the person knows: those are turned on where they are.
  const isWanting = state === 'not-on' || state === 'partly' || state === 'needs-permission';
  if (!isWanting || hosts.some(hasStar)) return [];
  return hosts
    .filter((host) => !isAlways(host, facts))
    .map((host) => `https://${host}/*`)
    .filter((wanted) => !facts.turnedOn.some((one) => one.isGranted && one.pattern === wanted));
}

/** What the manifest names of these hosts, and the browser gives no access to. */
function withheldFrom(hosts: readonly string[], { always }: Facts): string[] {
  const taken = always.filter(
    ({ pattern, isGranted }) =>
      !isGranted &&
      hosts.some((host) => covers(pattern, `https://${host}/*`) || hostOfPattern(pattern) === host),
  );
  return taken.map(({ pattern }) => pattern);
}

function isOn(host: string, pattern: string): boolean {
  return covers(`*://${host}/*`, pattern);
}

function hasStar(host: string): boolean {
  return host.includes('*');
}

function isAlways(host: string, { always }: Facts): boolean {
  const patterns = always.map(({ pattern }) => pattern);
  return ['https', 'http'].some((scheme) => isCovered(`${scheme}://${host}/*`, patterns));
}
