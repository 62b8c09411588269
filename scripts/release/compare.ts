/**
 * Compares what a store gives out with what was built: `npm run compare -- PUBLISHED BUILT`, each a
 * zip, an xpi or a crx. What a store adds by its own signing is left out; everything else counts.
 */
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { runScript } from '../run-script.ts';
import { say } from '../say.ts';
import { type Files, unzip } from './zip.ts';

/** Signatures and check-sums that stores put beside the files. */
const OF_THE_STORE = /^(?:META-INF|_metadata)\//;
/** What stores write into the manifest. */
const MANIFEST_FIELDS = ['update_url', 'key', 'differential_fingerprint'];

export interface Difference {
  readonly path: string;
  readonly what: 'only published' | 'only built' | 'different';
}

export function compare(published: Files, built: Files): readonly Difference[] {
  const [there, here] = [ownOf(published), ownOf(built)];
  const paths = [...new Set([...there.keys(), ...here.keys()])].sort();
  return paths.flatMap((path): Difference[] => {
    const [one, other] = [there.get(path), here.get(path)];
    if (one === undefined) return [{ path, what: 'only built' }];
    if (other === undefined) return [{ path, what: 'only published' }];
    return isSame(path, one, other) ? [] : [{ path, what: 'different' }];
  });
}

function ownOf(files: Files): Files {
  return new Map([...files].filter(([path]) => !OF_THE_STORE.test(path)));
}

function isSame(path: string, one: Uint8Array, other: Uint8Array): boolean {
  if (Buffer.compare(one, other) === 0) return true;
  return path === 'manifest.json' && plainManifest(one) === plainManifest(other);
}

function plainManifest(bytes: Uint8Array): string {
  const manifest: Record<string, unknown> = JSON.parse(Buffer.from(bytes).toString('utf8'));
  const own = Object.entries(manifest).filter(([name]) => !MANIFEST_FIELDS.includes(name));
  return JSON.stringify(own.sort(([one], [other]) => (one < other ? -1 : 1)));
}

if (import.meta.main) {
  await runScript(
    new Command('compare')
      .argument('<published>', 'what the store gives out')
      .argument('<built>', 'what was built from the tag')
      .action(async (published: string, built: string) => {
        const [there, here] = await Promise.all([readFile(published), readFile(built)]);
        const differences = compare(unzip(there), unzip(here));
        for (const { path, what } of differences) say(`${what}: ${path}`);
        say(differences.length === 0 ? 'the same' : `${differences.length} files differ`);
        process.exitCode = differences.length === 0 ? 0 : 1;
      }),
  );
}
