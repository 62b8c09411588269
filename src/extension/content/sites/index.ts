/** Every chat client that is read, most specific first; the generic one comes last, always. */
import { converse } from './converse.ts';
import type { Site } from './define-site.ts';
import { demo } from './demo.ts';
import { discord } from './discord.ts';
import { element } from './element.ts';
import { feishu } from './feishu.ts';
import { generic } from './generic.ts';
import { googleChat } from './google-chat.ts';
import { mayBeOn } from './host-like.ts';
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
export { defineSite, type Site, type SiteDefinition } from './define-site.ts';
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

/**
 * Those that may be on this host, without the generic one, in the order in which they are tried. On
 * a host of one client nobody hosts another; where the demo is, people try their own.
 */
export function sitesOn(host: string): readonly Site[] {
  const here = SITES.filter((site) => site !== generic && mayBeOn(host, site));
  const isOfOne = here.some((site) => site !== demo && site.hosts.length > 0);
  return here.filter(({ hosts }) => hosts.length > 0 || !isOfOne);
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
