/** What the network net and the tab watch keep. */
import * as v from 'valibot';
import { CONTEXTS, VIOLATIONS } from '../../policy/index.ts';
import { defineItem } from './item.ts';
import { KeptLinkSchema } from './links.ts';
import { by, Count, listBy } from './parsers.ts';

/** Which listed hosts the browser was given rules for, as an id; empty for none. */
export const netListed = defineItem('net-listed', {
  area: 'local',
  fallback: '',
  parse: by(v.pipe(v.string(), v.maxLength(4096))),
});

/** The same id, once the browser said in this session that these rules are there. */
export const netChecked = defineItem('net-checked', {
  area: 'session',
  fallback: '',
  parse: by(v.string()),
});

const SeenStopSchema = v.object({
  match: v.object({
    expression: v.string(),
    effect: v.literal('listed'),
    violation: v.picklist(VIOLATIONS),
    severity: v.picklist(['severe', 'lesser']),
    list: v.string(),
  }),
  source: v.object({ via: v.picklist(['service', 'ruleset', 'seed']), rulesetVersion: Count }),
  link: KeptLinkSchema,
});

export type SeenStop = v.InferOutput<typeof SeenStopSchema>;

/** Severely listed destinations of links that were stopped in a chat, oldest first. */
export const seenStops = defineItem<readonly SeenStop[]>('seen-stops', {
  area: 'session',
  fallback: [],
  parse: listBy(SeenStopSchema),
});

const VisitSchema = v.object({ tabId: Count, host: v.string() });

export type Visit = v.InferOutput<typeof VisitSchema>;

/** Where people went on to from a gate: one host for each tab. */
export const visits = defineItem<readonly Visit[]>('visits', {
  area: 'session',
  fallback: [],
  parse: listBy(VisitSchema),
});

const WatchedTabSchema = v.object({
  tabId: Count,
  site: v.string(),
  context: v.picklist(CONTEXTS),
});

export type WatchedTab = v.InferOutput<typeof WatchedTabSchema>;

/** The tabs of guarded pages, and those that were opened from one. */
export const watchedTabs = defineItem<readonly WatchedTab[]>('watched-tabs', {
  area: 'session',
  fallback: [],
  parse: listBy(WatchedTabSchema),
});

/** Tabs in which there is something in which links are looked for. */
export const chatTabs = defineItem<readonly number[]>('chat-tabs', {
  area: 'session',
  fallback: [],
  parse: listBy(Count),
});

/** Tabs whose page fights the guard, so that it gave up there. */
export const degradedTabs = defineItem<readonly number[]>('degraded-tabs', {
  area: 'session',
  fallback: [],
  parse: listBy(Count),
});
