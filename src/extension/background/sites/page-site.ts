/** What a page is told of a site. */
import type { Site } from '../../../policy/index.ts';
import { attributesOf } from '../../content/sites/index.ts';
import type { PageSite } from '../../messaging/protocol.ts';

export function pageSiteOf(site: Site): PageSite {
  const { name, certainty, lastVerified, tryOn, ...read } = site;
  return { ...read, observed: attributesOf(site), within: selectorsWithin(site) };
}

function selectorsWithin({ clues, conversation, list }: Site): string {
  const around = clues.map((clue) =>
    clue.at === 'around' || clue.at === 'around-attribute'
      ? clue.selector
      : clue.at === 'directory'
        ? clue.id.selector
        : undefined,
  );
  return [...around, conversation?.selector, list].filter((one) => one !== undefined).join();
}
