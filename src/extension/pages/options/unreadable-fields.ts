/**
 * Which fields of a site hold selectors that this browser cannot read, by their place in the
 * definition: a page leaves them out, and only here somebody can be told.
 */
import type { Clue, Site } from '../../../policy/index.ts';

const FIELDS = [
  'fingerprint',
  'list',
  'message',
  'link',
  'own',
  'other',
  'quoted',
  'exclude',
  'composer',
] as const;
const READINGS = ['messageId', 'sender', 'conversation'] as const;

export function unreadableFields(
  site: Site,
  isReadable: (selector: string) => boolean,
): readonly string[] {
  const named: (readonly [string, string])[] = FIELDS.map((field) => [field, site[field]]);
  for (const field of READINGS) {
    const reading = site[field];
    if (typeof reading === 'object') named.push([`${field}.selector`, reading.selector]);
  }
  for (const [index, clue] of site.clues.entries()) {
    for (const [field, selector] of selectorsOf(clue)) {
      named.push([`clues.${index}.${field}`, selector]);
    }
  }
  return named
    .filter(([, selector]) => selector !== '' && !isReadable(selector))
    .map(([field]) => field);
}

export function isReadable(selector: string): boolean {
  try {
    document.createDocumentFragment().querySelector(selector);
    return true;
  } catch {
    // That is the answer.
    return false;
  }
}

/** Each with the name of its field. */
function selectorsOf(clue: Clue): readonly (readonly [string, string])[] {
  switch (clue.at) {
    case 'address':
      return [];
    case 'directory':
      return [
        ['id.selector', clue.id.selector],
        ['entry', clue.entry.replaceAll('$id', 'x')],
      ];
    default:
      return [['selector', clue.selector]];
  }
}
