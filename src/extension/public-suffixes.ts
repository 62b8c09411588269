/**
 * Stands in for `tldts` in the built package. The same rules give the same answers, from a file that
 * is read where it lies: as a script they would be parsed, and tables built of them, whenever the
 * worker starts. The file has to be loaded first. Whoever asks before that gets an error, never a
 * wrong answer. See docs/decisions/0002-packed-suffix-list.md.
 */
import browser from 'webextension-polyfill';
import { type HostParts, openSuffixes, partsOf, type Suffixes } from './suffix-file.ts';

let suffixes: Suffixes | undefined;
let loading: Promise<void> | undefined;

/** Settles when `parse` may be asked. What failed is tried again at the next call. */
export function loadPublicSuffixes(): Promise<void> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** As `parse` of `tldts`, with the private section. The host in lower-case ASCII. */
export function parse(host: string): HostParts {
  if (suffixes === undefined) throw new Error('public suffixes: asked before they were loaded');
  return partsOf(host, suffixes);
}

async function load(): Promise<void> {
  const response = await fetch(browser.runtime.getURL('suffixes.bin'));
  suffixes = openSuffixes(await response.arrayBuffer());
}
