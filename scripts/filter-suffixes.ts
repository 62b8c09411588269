/**
 * Writes what importers use to tell at a glance that a host is no public suffix: one bit for each
 * name of the list that `tldts` carries. To be run when that library changes; a test says so.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { makeNameFilter } from '../src/policy/ruleset/compile/name-filter.ts';
import { namesOf, type SuffixTrie } from './pack-suffixes.ts';
import { pathInProject } from './project.ts';

const DATA = 'node_modules/tldts/dist/es6/src/data/trie.js';
const TARGET = 'src/policy/ruleset/importers/suffix-filter.json';

const SIZE = 32_768;

/** Names that are suffixes, but for the single labels: no list can name those. */
export async function suffixNames(): Promise<readonly string[]> {
  const code = readFileSync(pathInProject(DATA), 'utf8');
  const trie = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as SuffixTrie;
  return namesOf(trie)
    .filter((name) => !name.startsWith('0 '))
    .map((name) => name.slice(2).replace(/\.!?$/, ''))
    .filter((name) => name.includes('.') && /^[\x20-\x7e]*$/.test(name));
}

/** The file as it must be for the library that is installed. */
export async function suffixFilterJson(): Promise<string> {
  const filter = makeNameFilter(await suffixNames(), SIZE);
  return `${JSON.stringify({ bits: Buffer.from(filter).toString('base64') }, null, 2)}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(pathInProject(TARGET), await suffixFilterJson());
}
