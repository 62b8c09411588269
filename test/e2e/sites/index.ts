/** What is expected of every chat client's reduced page. */
import { dingtalk } from './dingtalk.ts';
import { discord } from './discord.ts';
import { feishu } from './feishu.ts';
import type { SiteCase } from './site-case.ts';
import { slack } from './slack.ts';
import { teams } from './teams.ts';
import { telegramA } from './telegram-a.ts';
import { telegramK } from './telegram-k.ts';
import { wechat } from './wechat.ts';
import { wechatFileHelper } from './wechat-file-helper.ts';
import { whatsapp } from './whatsapp.ts';
import { zalo } from './zalo.ts';

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
  dingtalk,
  zalo,
];
