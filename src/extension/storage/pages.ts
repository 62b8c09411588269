/** What is known of the guarded pages that are open. */
import * as v from 'valibot';
import { defineItem } from './item.ts';
import { Count, listBy } from './parsers.ts';

/** Frames whose page fights the guard, so that it gave up there. */
export const degradedFrames = defineItem<readonly { tabId: number; frameId: number }[]>(
  'degraded-frames',
  {
    area: 'session',
    fallback: [],
    parse: listBy(v.object({ tabId: Count, frameId: Count })),
  },
);

/** Tabs of guarded sites in which nobody answers. */
export const unreadTabs = defineItem<readonly number[]>('unread-tabs', {
  area: 'session',
  fallback: [],
  parse: listBy(Count),
});

/** Tabs in which there is something in which links are looked for. */
export const chatTabs = defineItem<readonly number[]>('chat-tabs', {
  area: 'session',
  fallback: [],
  parse: listBy(Count),
});
