/**
 * Attributes in which a site writes a link's address a second time and which its own scripts read.
 * Those of a stopped link are kept here and not in the page, by element and by the address that
 * they belonged to: an element that is used again for another link gets nothing of the old one.
 */
import { attributeOf, setAttribute } from './dom.ts';

interface Taken {
  readonly found: string;
  readonly values: Map<string, string>;
}

const taken = new WeakMap<Element, Taken>();

/** The page has written one of them again. */
export function hasAny(link: Element, names: readonly string[]): boolean {
  return names.some((name) => attributeOf(link, name) !== null);
}

/** May be called again: what the page has written since is taken out as well. */
export function takeOut(link: Element, found: string, names: readonly string[]): void {
  const known = taken.get(link);
  const values = known?.found === found ? known.values : new Map<string, string>();
  for (const name of names) {
    const value = attributeOf(link, name);
    if (value !== null) {
      values.set(name, value);
      setAttribute(link, name, null);
    }
  }
  if (values.size > 0) {
    taken.set(link, { found, values });
  }
}

/** What the page has written in its place stays. */
export function putBack(link: Element, found: string): void {
  const known = taken.get(link);
  taken.delete(link);
  if (known?.found !== found) {
    return;
  }
  for (const [name, value] of known.values) {
    if (attributeOf(link, name) === null) {
      setAttribute(link, name, value);
    }
  }
}
