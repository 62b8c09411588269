import { describe, expect, test } from 'vitest';
import { namesOf, pack, type SuffixTrie, unpack } from '../../scripts/pack-suffixes.ts';

const LIBRARY = new URL('../../node_modules/tldts/dist/es6/src/data/trie.js', import.meta.url)
  .pathname;

async function libraryTrie(): Promise<SuffixTrie> {
  return (await import(LIBRARY)) as SuffixTrie;
}

/** The order in which the library looks for an edge: djb2 over the label, last letter first. */
function hashOf(label: string): number {
  let hash = 5381;
  for (const letter of [...label].reverse()) hash = (hash * 33) ^ letter.charCodeAt(0);
  return hash >>> 0;
}

describe('pack and unpack', () => {
  test("keep every ASCII name of the library's list, with its section", async () => {
    const trie = await libraryTrie();
    const names = namesOf(trie).filter((name) => /^[ -~]*$/.test(name));
    expect(names.length).toBeGreaterThan(9_000);
    expect(namesOf(unpack(...pack(trie)))).toEqual(names);
    expect(names).toContain('1 uk.');
    expect(names).toContain('1 co.uk.');
    expect(names).toContain('2 github.io.');
    expect(names).toContain('1 city.kawasaki.jp.!');
  });

  test('put the edges of each node in the order in which the library looks for them', async () => {
    const { edgeStart, edgeLength, labelText } = unpack(...pack(await libraryTrie()));
    let offset = 0;
    for (const [node, start] of [...edgeStart].slice(0, -1).entries()) {
      const hashes = Array.from(edgeLength.slice(start, edgeStart[node + 1]), (length) => {
        offset += length;
        return hashOf(labelText.slice(offset - length, offset));
      });
      expect(hashes).toEqual([...hashes].sort((a, b) => a - b));
    }
    expect(offset).toBe(labelText.length);
  });
});
