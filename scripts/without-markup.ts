/**
 * Takes out of Preact what writes a page's text as markup: no page of ours gives it any, and what
 * is not there cannot be misused, nor warned of. A build whose Preact has that place in another
 * form, or twice, fails.
 */
import type { Plugin } from 'vite';

const PREACT = /\/node_modules\/preact\/dist\/[^/]+\.m?js$/;

/** `a||b&&(c.__html==b.__html||c.__html==d.innerHTML)||(d.innerHTML=c.__html)` of its element `d`. */
const WRITING =
  /(\w+)\|\|(\w+)&&\((\w+)\.__html==\2\.__html\|\|\3\.__html==(\w+)\.innerHTML\)\|\|\(\4\.innerHTML=\3\.__html\)/g;

export function withoutMarkup(): Plugin {
  return {
    name: 'without-markup',
    transform(code, id) {
      if (!PREACT.test(id.split('?')[0] ?? '') || !code.includes('innerHTML')) return null;
      return { code: removeWriting(code), map: null };
    },
  };
}

/** Throws unless there is exactly one, and nothing of the kind is left. */
export function removeWriting(code: string): string {
  const places = code.match(WRITING)?.length ?? 0;
  const without = code.replace(WRITING, '0');
  if (places !== 1 || /(?:inner|outer)HTML/.test(without)) {
    throw new Error('preact: what writes markup is not where it was; look at it again');
  }
  return without;
}
