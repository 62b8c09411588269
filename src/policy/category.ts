/** What kind of destination a provider is. Rules speak of categories, never of providers' names. */
export const CATEGORIES = [
  'shopping',
  'short-video',
  'video',
  'music',
  'social',
  'messaging',
  'news',
  'knowledge',
  'search',
  'finance',
  'travel',
  'food',
  'games',
  'documents',
  'development',
  'public-service',
  'infrastructure',
] as const;

export type Category = (typeof CATEGORIES)[number];
