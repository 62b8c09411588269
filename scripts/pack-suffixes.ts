/**
 * Packs the public suffix list that `tldts` carries for the browser: the same names in the same
 * order of look-up, sorted and nested so that they compress, without the names that no host of a
 * parsed address can have (those not in ASCII). The library's own code reads them, unchanged.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Plugin } from 'vite';

/** What the library's data module exports: a trie, each node's edges sorted by their hash. */
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

const DATA_MODULE = /[\\/]tldts[\\/]dist[\\/]es6[\\/]src[\\/]data[\\/]trie\.js$/;

export function packSuffixes(): Plugin {
  return {
    name: 'link-guard:pack-suffixes',
    async load(id) {
      if (!DATA_MODULE.test(id)) return undefined;
      const trie = (await import(
        `data:text/javascript,${encodeURIComponent((await this.fs.readFile(id)).toString())}`
      )) as SuffixTrie;
      const packed = pack(trie);
      if (!isDeepStrictEqual(namesOf(unpack(...packed)), namesOf(trie).filter(isAscii))) {
        throw new Error('pack-suffixes: the packed list is not the list that was packed');
      }
      return [
        unpack.toString(),
        `const trie = unpack(${packed.map((text) => JSON.stringify(text)).join(', ')});`,
        'export const { nodeFlags, edgeStart, edgeLength, edgeChild, labelText, rulesRoot, exceptionsRoot } = trie;',
      ].join('\n');
    },
  };
}

/** The rules and the exceptions: `1com,net;2blog(1a)` is flag, labels, and what is below them. */
export function pack(trie: SuffixTrie): [rules: string, exceptions: string] {
  const edges = edgesOf(trie);
  const write = (node: number): string => {
    const byFlag = Map.groupBy(
      edges(node).filter(([label]) => isAscii(label)),
      ([, child]) => trie.nodeFlags[child] ?? 0,
    );
    return [...byFlag]
      .sort(([a], [b]) => a - b)
      .map(([flag, group]) => {
        const labels = group.sort(([a], [b]) => (a < b ? -1 : 1));
        const parts = labels.map(([label, child]) =>
          edges(child).length > 0 ? `${short(label)}(${write(child)})` : short(label),
        );
        return `${flag}${parts.join(',')}`;
      })
      .join(';');
  };
  return [write(trie.rulesRoot), write(trie.exceptionsRoot)];
}

/** International names all begin alike. */
function short(label: string): string {
  return label.replace(/^xn--/, '~');
}

/** Runs in the browser: stands alone. Edges are in the order of their labels' djb2 hash. */
export function unpack(rules: string, exceptions: string): SuffixTrie {
  type Node = { flag: number; edges: { label: string; child: number; hash: number }[] };
  const nodes: Node[] = [];
  const hashOf = (label: string) => {
    let hash = 5381;
    for (let index = label.length - 1; index >= 0; index -= 1) {
      hash = (hash * 33) ^ label.charCodeAt(index);
    }
    return hash >>> 0;
  };
  const add = (flag: number) => nodes.push({ flag, edges: [] }) - 1;
  const read = (text: string) => {
    const root = add(0);
    const above: { parent: number; flag: string }[] = [];
    let parent = root;
    let last = root;
    let flag = '';
    for (const [, opens, digit, closes, written] of text.matchAll(
      /(\(|;|^)(\d)|(\))|([^(),;]+)/g,
    )) {
      if (opens === '(') {
        above.push({ parent, flag });
        parent = last;
      }
      flag = digit ?? flag;
      if (closes !== undefined) ({ parent, flag } = above.pop() ?? { parent, flag });
      const label = written?.replace('~', 'xn--');
      if (label !== undefined) {
        last = add(Number(flag));
        nodes[parent]?.edges.push({ label, child: last, hash: hashOf(label) });
      }
    }
    return root;
  };
  const rulesRoot = read(rules);
  const exceptionsRoot = read(exceptions);
  for (const node of nodes) node.edges.sort((a, b) => a.hash - b.hash);
  const edges = nodes.flatMap((node) => node.edges);
  let start = 0;
  const ends = nodes.map((node) => {
    start += node.edges.length;
    return start;
  });
  return {
    nodeFlags: Uint8Array.from(nodes, (node) => node.flag),
    edgeStart: Uint16Array.from([0, ...ends]),
    edgeLength: Uint8Array.from(edges, (edge) => edge.label.length),
    edgeChild: Uint16Array.from(edges, (edge) => edge.child),
    labelText: edges.map((edge) => edge.label).join(''),
    rulesRoot,
    exceptionsRoot,
  };
}

/** Every name in the trie with its flag, exceptions marked, in alphabetical order. */
export function namesOf(trie: SuffixTrie): string[] {
  const edges = edgesOf(trie);
  const below = (node: number, suffix: string): string[] =>
    edges(node).flatMap(([label, child]) => {
      const name = `${label}.${suffix}`;
      return [`${trie.nodeFlags[child]} ${name}`, ...below(child, name)];
    });
  return [...below(trie.rulesRoot, ''), ...below(trie.exceptionsRoot, '!')].sort();
}

function edgesOf({ edgeStart, edgeLength, edgeChild, labelText }: SuffixTrie) {
  const offsets = new Uint32Array(edgeLength.length + 1);
  for (const [edge, length] of edgeLength.entries()) {
    offsets[edge + 1] = (offsets[edge] ?? 0) + length;
  }
  return (node: number): [label: string, child: number][] => {
    const from = edgeStart[node] ?? 0;
    const to = edgeStart[node + 1] ?? from;
    return Array.from({ length: to - from }, (_, index) => [
      labelText.slice(offsets[from + index], offsets[from + index + 1]),
      edgeChild[from + index] ?? 0,
    ]);
  };
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
