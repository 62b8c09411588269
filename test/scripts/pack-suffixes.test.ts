import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { libraryTrie, namesOf, pack } from '../../scripts/pack-suffixes.ts';
import { openSuffixes, type Suffixes } from '../../src/extension/suffix-file.ts';

/** The opened file as the library has it. */
function namesIn({ labels, labelStart, ...trie }: Suffixes): string[] {
  return namesOf({
    ...trie,
    labelText: Buffer.from(labels).toString('latin1'),
    edgeLength: Uint8Array.from(trie.edgeChild, (_, edge) => {
      return (labelStart[edge + 1] ?? 0) - (labelStart[edge] ?? 0);
    }),
  });
}

test("the packed file has every ASCII name of the library's list, with its section", async () => {
  const trie = await libraryTrie();
  const file = pack(trie);
  // The library keeps a name in other letters beside its xn-- form; leaving it out loses nothing.
  const names = namesIn(openSuffixes(Uint8Array.from(file).buffer));
  expect(names.length).toBeGreaterThan(9_000);
  expect(names).toEqual(namesOf(trie));
  expect(names).toContain('1 co.uk.');
  expect(names).toContain('2 github.io.');
  expect(names).toContain('1 city.kawasaki.jp.!');
  expect(gzipSync(file).length).toBeLessThan(40 * 1024);
});
