/** The letter shown for a provider; `unrated` until there are enough upheld complaints to tell. */
export const GRADES = ['A', 'B', 'C', 'D', 'E', 'unrated'] as const;

export type Grade = (typeof GRADES)[number];
