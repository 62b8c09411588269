/** What is expected of every chat client's reduced page. */
import { converse } from './converse.ts';
import { dingtalk } from './dingtalk.ts';
import { discord } from './discord.ts';
import { element } from './element.ts';
import { feishu, lark } from './feishu.ts';
import { googleChatAlone, googleChatInGmail } from './google-chat.ts';
import { instagram } from './instagram.ts';
import { linkedin, linkedinOverFeed } from './linkedin.ts';
import { mattermost } from './mattermost.ts';
import { messengerAlone, messengerInFacebook } from './messenger.ts';
import { rocketChat } from './rocket-chat.ts';
import type { SiteCase } from './site-case.ts';
import { slack } from './slack.ts';
import { teams } from './teams.ts';
import { telegramA } from './telegram-a.ts';
import { telegramK } from './telegram-k.ts';
import { theLounge } from './the-lounge.ts';
import { wechat } from './wechat.ts';
import { wechatFileHelper } from './wechat-file-helper.ts';
import { whatsapp } from './whatsapp.ts';
import { x, xOverTimeline } from './x.ts';
import { zalo } from './zalo.ts';
import { zulip } from './zulip.ts';

export const SITE_CASES: readonly SiteCase[] = [
  wechat,
  wechatFileHelper,
  whatsapp,
  telegramK,
  telegramA,
  discord,
  slack,
  teams,
  feishu,
  lark,
  dingtalk,
  zalo,
  googleChatAlone,
  googleChatInGmail,
  messengerAlone,
  messengerInFacebook,
  instagram,
  x,
  xOverTimeline,
  linkedin,
  linkedinOverFeed,
  element,
  mattermost,
  rocketChat,
  zulip,
  theLounge,
  converse,
];
