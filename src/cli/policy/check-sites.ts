/** Ids of chat sites that are nobody's: neither a built-in site has them nor one of the settings' own. */
import { SITES } from '../../extension/content/sites/index.ts';
import type { Fault, ManagedSettings } from '../../policy/index.ts';

export function faultsOfSites(settings: ManagedSettings): readonly Fault[] {
  const { sites = {}, recommended, sitesOff = [], customSites = [] } = settings;
  const known = new Set([...SITES, ...customSites].map(({ id }) => id));
  const named = [
    ...Object.keys(sites).map((id) => [`sites.${id}`, id] as const),
    ...Object.keys(recommended?.sites ?? {}).map((id) => [`recommended.sites.${id}`, id] as const),
    ...sitesOff.map((id) => ['sitesOff', id] as const),
  ];
  return named
    .filter(([, id]) => !known.has(id))
    .map(([place, id]) => ({
      place,
      rule: 'expected',
      expected: `the id of a chat site, and not "${id}"`,
    }));
}
