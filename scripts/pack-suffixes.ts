/**
 * Packs the public suffix list that `tldts` carries into the file that the built extension reads
 * (`src/extension/suffix-file.ts` says what is in it): the same names, each node's in the order
 * of their letters, without those that no host of a parsed address can have (those not in ASCII).
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FORMAT } from '../src/extension/suffix-file.ts';

/** What the library's data module exports: a graph, whose edges lead from label to label. */
export interface SuffixTrie {
  /** 1 for a rule of the ICANN section, 2 of the private one, 0 for neither. */
  readonly nodeFlags: Uint8Array;
  /** Index of each node's first edge; one more entry than there are nodes. */
  readonly edgeStart: Uint16Array;
  readonly edgeLength: Uint8Array;
  readonly edgeChild: Uint16Array;
  /** The labels of all edges, one after the other. */
  readonly labelText: string;
  readonly rulesRoot: number;
  readonly exceptionsRoot: number;
}

/** Puts the list into a built extension. */
export async function packSuffixes(extensionDir: string): Promise<void> {
  await writeFile(join(extensionDir, 'suffixes.bin'), pack(await libraryTrie()));
}

/** The library exports no list, and its data module is no module to Node by its name. */
export async function libraryTrie(): Promise<SuffixTrie> {
  const entry = createRequire(import.meta.url).resolve('tldts');
  const file = join(dirname(entry), '../es6/src/data/trie.js');
  const text = await readFile(file, 'utf8');
  return (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as SuffixTrie;
}

export function pack(trie: SuffixTrie): Uint8Array {
  const edges = edgesByNode(trie);
  const all = edges.flat();
  const labels = Buffer.from(all.map(({ label }) => label).join(''), 'latin1');
  const starts = [0];
  for (const own of edges) starts.push((starts.at(-1) ?? 0) + own.length);
  const header = [
    FORMAT,
    edges.length,
    all.length,
    labels.length,
    trie.rulesRoot,
    trie.exceptionsRoot,
  ];
  const parts = [
    Uint32Array.from(header),
    Uint16Array.from(starts),
    Uint16Array.from(all, ({ child }) => child),
    trie.nodeFlags,
    Uint8Array.from(all, ({ label }) => label.length),
    labels,
  ];
  return Buffer.concat(
    parts.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  );
}

/** Every name in the graph with its flag, exceptions marked, in alphabetical order. */
export function namesOf(trie: SuffixTrie): string[] {
  const edges = edgesByNode(trie);
  const below = (node: number, suffix: string): string[] =>
    (edges[node] ?? []).flatMap(({ label, child }) => {
      const name = `${label}.${suffix}`;
      return [`${trie.nodeFlags[child]} ${name}`, ...below(child, name)];
    });
  return [...below(trie.rulesRoot, ''), ...below(trie.exceptionsRoot, '!')].sort();
}

interface Edge {
  readonly label: string;
  readonly child: number;
}

/** The edges of each node whose labels are ASCII, in the order of their letters. */
function edgesByNode({ edgeStart, edgeLength, edgeChild, labelText }: SuffixTrie): Edge[][] {
  let offset = 0;
  const edges = Array.from(edgeLength, (length, index) => {
    offset += length;
    return { label: labelText.slice(offset - length, offset), child: edgeChild[index] ?? 0 };
  });
  return Array.from(edgeStart.subarray(0, -1), (start, node) =>
    edges
      .slice(start, edgeStart[node + 1])
      .filter(({ label }) => /^[\x20-\x7e]*$/.test(label))
      .sort((a, b) => (a.label < b.label ? -1 : 1)),
  );
}
