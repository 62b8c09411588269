/**
 * Compares what a store gives out with what was built: `npm run compare -- PUBLISHED BUILT`, each a
 * zip, an xpi or a crx; or `npm run compare -- PUBLISHED --tag v1`, which builds that tag first. What
 * a store adds by its own signing is left out; everything else counts.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { pathInProject } from '../project.ts';
import { runScript } from '../run-script.ts';
import { say } from '../say.ts';
import { withBuiltTag } from './build-tag.ts';
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

interface CompareOptions {
  readonly tag?: string;
  readonly inputs: string;
  readonly sums?: string;
}

/** Of the same kind as the published one. */
async function builtIn(outDir: string, published: Files): Promise<Files> {
  const manifest = Buffer.from(published.get('manifest.json') ?? '').toString('utf8');
  const end = manifest.includes('"gecko"') ? '.xpi' : '-chrome.zip';
  const name = (await readdir(outDir)).find((one) => one.endsWith(end));
  if (name === undefined) throw new Error(`${outDir}: no ${end} there`);
  return unzip(await readFile(join(outDir, name)));
}

/** Lines of differences, of the check-sums that were published too. */
async function compareWithTag(
  published: Files,
  { tag = '', inputs, sums }: CompareOptions,
): Promise<readonly string[]> {
  return withBuiltTag(tag, inputs, async (outDir) => {
    const differences = compare(published, await builtIn(outDir, published)).map(lineOf);
    if (sums === undefined) return differences;
    const [told, ours] = await Promise.all(
      [sums, join(outDir, 'SHA256SUMS')].map((file) => readFile(file, 'utf8')),
    );
    return told === ours ? differences : [...differences, `different: ${sums}`];
  });
}

function lineOf({ path, what }: Difference): string {
  return `${what}: ${path}`;
}

if (import.meta.main) {
  await runScript(
    new Command('compare')
      .argument('<published>', 'what the store gives out')
      .argument('[built]', 'what was built from the tag')
      .option('--tag <name>', 'build this tag, and compare with it')
      .option('--inputs <dir>', 'inputs of the release, for --tag', pathInProject('release'))
      .option('--sums <file>', 'SHA256SUMS that were published, for --tag')
      .action(async (file: string, built: string | undefined, options: CompareOptions) => {
        if ((built === undefined) === (options.tag === undefined)) {
          throw new Error('expected either what was built, or --tag');
        }
        const published = unzip(await readFile(file));
        const lines =
          built === undefined
            ? await compareWithTag(published, options)
            : compare(published, unzip(await readFile(built))).map(lineOf);
        for (const line of lines) say(line);
        say(lines.length === 0 ? 'the same' : `${lines.length} files differ`);
        process.exitCode = lines.length === 0 ? 0 : 1;
      }),
  );
}
