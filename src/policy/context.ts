/** The kind of conversation in which a link stands. */
export const CONTEXTS = ['direct', 'group', 'channel', 'bot', 'self', 'unknown'] as const;

export type Context = (typeof CONTEXTS)[number];
