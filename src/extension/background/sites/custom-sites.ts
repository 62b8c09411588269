/** Sites that the person wrote, and adapters that the person or the ruleset switched off. */
import {
  CodedError,
  type Name,
  parseSite,
  type Site,
  type SiteDefinition,
} from '../../../policy/index.ts';
import { isHostLike } from '../../content/sites/host-like.ts';
import { SITES } from '../../content/sites/index.ts';
import type { KnownSites, SiteNames } from '../../messaging/protocol.ts';
import * as settings from '../../storage/settings.ts';
import { broadcastChange, broadcastSites } from '../broadcast.ts';
import { circumstances } from '../verdict/circumstances.ts';

export const MOST_SITES = 50;
const LARGEST_SITE = 20 * 1024;

/** Replaces the one of the same id. Throws 'bad-site' naming the place, or 'too-many'. */
export async function saveSite(value: unknown): Promise<void> {
  const { id } = parseBoundedSite(value);
  await settings.customSites.update((before) => {
    const after = [...before.filter((one) => one.id !== id), value as SiteDefinition];
    if (after.length > MOST_SITES) {
      throw new CodedError('too-many', `sites: no more than ${MOST_SITES} can be kept`);
    }
    return after;
  });
  void broadcastSites();
}

/** With what was chosen for it, where no other site has its name. */
export async function removeSite(id: string): Promise<void> {
  await settings.customSites.update((before) => before.filter((one) => one.id !== id));
  void broadcastSites();
  const { byAdministrator } = await sitesNow();
  if ([...SITES, ...byAdministrator].some((one) => one.id === id)) return;
  await settings.personal.update(({ sites: { [id]: _, ...sites }, ...before }) => ({
    ...before,
    sites,
  }));
  void broadcastChange();
}

export async function switchSite(id: string, isOn: boolean): Promise<void> {
  await settings.sitesOff.update((before) => {
    const others = before.filter((one) => one !== id);
    return isOn ? others : [...others, id];
  });
  void broadcastSites();
}

/** A built-in one keeps its name, unless an administrator's own stands in its place. */
export async function siteNamesNow(): Promise<SiteNames> {
  const { custom, byAdministrator } = await sitesNow();
  const all = [...custom, ...SITES, ...byAdministrator];
  return Object.fromEntries(all.map(({ id, name }) => [id, name]));
}

/** Of a built-in one that lives on this host. */
export function knownNameOn(host: string): Name | undefined {
  return SITES.find(({ hosts }) => hosts.some((one) => isHostLike(host, one)))?.name;
}

export async function sitesNow(): Promise<KnownSites> {
  const [custom, off, { policy, managed }] = await Promise.all([
    settings.customSites.get(),
    settings.sitesOff.get(),
    circumstances(),
  ]);
  return {
    custom: managed.ownSites === false ? [] : custom,
    off,
    offByRuleset: policy.sitesOff,
    byAdministrator: managed.customSites ?? [],
    offByAdministrator: managed.sitesOff ?? [],
  };
}

/** Throws 'bad-site'. */
export function parseBoundedSite(value: unknown): Site {
  const size = new TextEncoder().encode(JSON.stringify(value) ?? '').length;
  if (size > LARGEST_SITE) {
    throw new CodedError('bad-site', `site: document: expected ${LARGEST_SITE} bytes at most`);
  }
  return parseSite(value);
}
