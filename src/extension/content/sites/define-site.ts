/** A built-in chat client as data. What may be left out, and what then holds, is the schema's. */
import type { Site, SiteDefinition } from '../../../policy/index.ts';

export type { Clue, Site, SiteDefinition } from '../../../policy/index.ts';

const OF_EVERY_CLUE = { certainty: 'sure', mayBeBot: false } as const;

/** As `parseSite` gives it, without its schema, which is too large for a page. */
export function defineSite({ clues = [], ...definition }: SiteDefinition): Site {
  return {
    hosts: [],
    paths: [],
    mayOverlay: false,
    message: '*',
    messageId: '',
    own: '',
    other: '',
    quoted: '',
    you: [],
    link: 'a,area',
    exclude: '',
    composer: '',
    alsoHolds: [],
    wrappers: [],
    certainty: 'likely',
    tryOn: [],
    ...definition,
    clues: clues.map((clue) => ({ ...OF_EVERY_CLUE, ...clue })),
  };
}
