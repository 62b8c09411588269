/**
 * A site that somebody else wrote may hold selectors that this browser cannot read, and any use of
 * one would throw. They are found here, once: what can be left out is, else the site is not used.
 */
import type { Clue, Site } from '../../policy/index.ts';
import { isReadable } from './dom.ts';

const NEEDED = ['fingerprint', 'list', 'message', 'link'] as const;
const OPTIONAL = ['own', 'other', 'quoted', 'exclude', 'composer'] as const;
const READINGS = ['sender', 'conversation'] as const;

/** The fields whose selectors cannot be read, by their place in the definition. */
export function unreadableFields(site: Site): readonly string[] {
  const fields = [...NEEDED, ...OPTIONAL].filter((field) => !isReadableOrEmpty(site[field]));
  const readings = READINGS.filter((field) => !isReadable(site[field]?.selector ?? '*')).map(
    (field) => `${field}.selector`,
  );
  const clues = site.clues.flatMap((clue, index) =>
    selectorsOf(clue)
      .filter(([, selector]) => !isReadable(selector))
      .map(([field]) => `clues.${index}.${field}`),
  );
  return [...fields, ...readings, ...clues];
}

/** Undefined where the site cannot do without what cannot be read. */
export function readableSite(site: Site): Site | undefined {
  const unreadable = new Set(unreadableFields(site));
  if (NEEDED.some((field) => unreadable.has(field))) {
    return undefined;
  }
  const without = Object.fromEntries(
    OPTIONAL.filter((field) => unreadable.has(field)).map((field) => [field, '']),
  );
  const { sender, conversation, ...rest } = site;
  return {
    ...rest,
    ...without,
    ...(sender === undefined || unreadable.has('sender.selector') ? {} : { sender }),
    ...(conversation === undefined || unreadable.has('conversation.selector')
      ? {}
      : { conversation }),
    clues: site.clues.filter((clue) =>
      selectorsOf(clue).every(([, selector]) => isReadable(selector)),
    ),
  };
}

function isReadableOrEmpty(selector: string): boolean {
  return selector === '' || isReadable(selector);
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
