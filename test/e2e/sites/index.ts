/** What is expected of every chat client's reduced page. */
import type { SiteCase } from './site-case.ts';
import { slack } from './slack.ts';
import { wechat } from './wechat.ts';

export const SITE_CASES: readonly SiteCase[] = [wechat, slack];
