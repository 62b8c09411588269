/** Every chat client that is read, most specific first; the generic one comes last, always. */
import { converse } from './converse.ts';
import type { Site } from './define-site.ts';
import { demo } from './demo.ts';
import { discord } from './discord.ts';
import { element } from './element.ts';
import { feishu } from './feishu.ts';
import { generic } from './generic.ts';
import { googleChat } from './google-chat.ts';
import { isHostLike } from './host-like.ts';
import { instagram } from './instagram.ts';
import { linkedin } from './linkedin.ts';
import { mattermost } from './mattermost.ts';
import { messenger } from './messenger.ts';
import { rocketChat } from './rocket-chat.ts';
import { slack } from './slack.ts';
import { teams } from './teams.ts';
import { telegramA } from './telegram-a.ts';
import { telegramK } from './telegram-k.ts';
import { theLounge } from './the-lounge.ts';
import { wechat } from './wechat.ts';
import { wechatFileHelper } from './wechat-file-helper.ts';
import { whatsapp } from './whatsapp.ts';
import { x } from './x.ts';
import { zalo } from './zalo.ts';
import { zulip } from './zulip.ts';

export { converse } from './converse.ts';
export { defineSite, EDITABLE, type Site, type SiteDefinition } from './define-site.ts';
export { demo } from './demo.ts';
export { generic } from './generic.ts';

export const SITES: readonly Site[] = [
  demo,
  wechat,
  wechatFileHelper,
  whatsapp,
  telegramK,
  telegramA,
  discord,
  slack,
  teams,
  feishu,
  zalo,
  googleChat,
  messenger,
  instagram,
  x,
  linkedin,
  element,
  mattermost,
  rocketChat,
  zulip,
  theLounge,
  converse,
  generic,
];

/** Sites whose adapter may claim a page on this host, in the order in which they are tried. */
export function sitesOn(host: string, sites: readonly Site[] = SITES): readonly Site[] {
  return sites.filter(
    ({ hosts }) => hosts.length === 0 || hosts.some((pattern) => isHostLike(host, pattern)),
  );
}

/**
 * Before the built-in ones, those that the person wrote: who writes one for a page knows it. They
 * cannot take the place of a built-in one, nor switch the generic one off.
 */
export function withOwn(own: readonly Site[], off: readonly string[]): readonly Site[] {
  const isReserved = new Set(SITES.map(({ id }) => id));
  return [...own.filter(({ id }) => !isReserved.has(id)), ...SITES].filter(
    (site) => site === generic || !off.includes(site.id),
  );
}

/** The attributes that carry clues, or what its selectors ask for: they may change on a recycled node. */
export function attributesOf(site: Site): readonly string[] {
  const { list, message, messageId, own, other, quoted, exclude, alsoHolds } = site;
  const id = typeof messageId === 'string' ? { selector: '', attribute: messageId } : messageId;
  const readings = [id, site.sender, site.conversation];
  const selectors = [list, message, own, other, quoted, exclude];
  selectors.push(...readings.map((reading) => reading?.selector ?? ''));
  const named = [...alsoHolds, ...readings.map((reading) => reading?.attribute)];
  for (const clue of site.clues) {
    selectors.push('selector' in clue ? clue.selector : '');
    named.push('attribute' in clue ? clue.attribute : undefined);
    if (clue.at === 'directory') {
      selectors.push(clue.id.selector, clue.entry);
      named.push(clue.id.attribute);
    }
  }
  const asked = [...selectors.join().matchAll(/\[([a-z][a-z0-9_:-]*)/g)].map(([, name]) => name);
  const attributes = new Set([...named, ...asked].filter((name) => name !== undefined));
  attributes.delete('');
  return [...attributes];
}
