/**
 * Writes what comes from the schema of the managed settings: the browsers' schema, the reference,
 * and the policy files of `docs/enterprise`, made from the example there.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Command } from 'commander';
import { browserSchema } from '../src/cli/policy/browser-schema.ts';
import { EXAMPLE_IDS } from '../src/cli/policy/extension-ids.ts';
import { policyFiles } from '../src/cli/policy/policy-files.ts';
import { reference } from '../src/cli/policy/reference.ts';
import { pathInProject } from './project.ts';
import { runScript } from './run-script.ts';
import { say } from './say.ts';

const FOLDER = 'docs/enterprise/files';

/** Bytes by path in the project. */
export async function writtenFromSchema(): Promise<ReadonlyMap<string, Uint8Array>> {
  const example = JSON.parse(await readFile(pathInProject('docs/enterprise/example.json'), 'utf8'));
  return new Map([
    ['public/managed-schema.json', Buffer.from(browserSchema())],
    ['docs/enterprise/settings.md', Buffer.from(reference(example))],
    ...[...policyFiles(example, EXAMPLE_IDS)].map(
      ([path, bytes]) => [`${FOLDER}/${path}`, bytes] as const,
    ),
  ]);
}

if (import.meta.main) {
  await runScript(
    new Command('policy-files').action(async () => {
      const files = await writtenFromSchema();
      await rm(pathInProject(FOLDER), { recursive: true, force: true });
      for (const [path, bytes] of files) {
        await mkdir(dirname(pathInProject(path)), { recursive: true });
        await writeFile(pathInProject(path), bytes);
      }
      say(`${files.size} files written`);
    }),
  );
}
