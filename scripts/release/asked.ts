/**
 * What a built extension asks of browser and people: each permission, each host, each place where it
 * runs or can be reached, as a line. A release that asks for more than the last one has to say so.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import * as v from 'valibot';
import source from '../../manifest.json' with { type: 'json' };
import { BUILDS } from '../build.ts';
import { pathInProject, VERSION } from '../project.ts';
import { runScript } from '../run-script.ts';
import { say } from '../say.ts';
import { readInputs } from './inputs.ts';

const RECORD = 'docs/released-permissions.json';

const KEYS = [
  'permissions',
  'optional_permissions',
  'host_permissions',
  'optional_host_permissions',
  'content_scripts',
  'externally_connectable',
  'web_accessible_resources',
  'content_security_policy',
  'cross_origin_embedder_policy',
  'cross_origin_opener_policy',
  'browser_specific_settings.gecko.data_collection_permissions',
] as const;

/** Names of files say nothing, and change with each build. */
const FILES = /^(?:content_scripts\.(?:js|css)|web_accessible_resources\.resources): /;

const Asked = v.array(v.string());

const RecordSchema = v.object({ version: v.string(), chrome: Asked, firefox: Asked });

type AskedRecord = v.InferOutput<typeof RecordSchema>;

/**
 * Sorted lines like `permissions: storage`; without what a build asks for because of its service,
 * whose address is `service`, alone.
 */
export function askedBy(manifest: unknown, service: string): readonly string[] {
  const { protocol, hostname } = new URL(service);
  const host = `${protocol}//${hostname}/*`;
  const ours = source.host_permissions.includes(host) ? undefined : `host_permissions: ${host}`;
  const lines = KEYS.flatMap((key) => leaves(valueAt(manifest, key), key));
  return [...new Set(lines)].filter((line) => !FILES.test(line) && line !== ours).sort();
}

/** What is asked for beyond the record, and not told as new in `docs/permissions.md`. */
export function untold(
  asked: readonly string[],
  released: readonly string[],
  permissions: string,
): readonly string[] {
  const told = permissions.split('\n').filter((line) => line.startsWith('New'));
  return asked.filter((line) => {
    const value = line.slice(line.indexOf(': ') + 2);
    return !released.includes(line) && !told.some((one) => one.includes(`\`${value}\``));
  });
}

/** Throws naming all that is asked for and told nowhere. */
export async function refuseUntold(
  browser: (typeof BUILDS)[number],
  manifest: unknown,
  service: string,
): Promise<void> {
  const [record, permissions] = await Promise.all([
    readRecord(),
    readFile(pathInProject('docs/permissions.md'), 'utf8'),
  ]);
  const more = untold(askedBy(manifest, service), record[browser], permissions);
  if (more.length === 0) return;
  throw new Error(
    `${browser}: asks for more, and docs/permissions.md does not say it: ${more.join('; ')}`,
  );
}

async function readRecord(): Promise<AskedRecord> {
  return v.parse(RecordSchema, JSON.parse(await readFile(pathInProject(RECORD), 'utf8')));
}

function valueAt(document: unknown, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>(
      (node, name) => (node as Record<string, unknown> | undefined)?.[name],
      document,
    );
}

/** The place of an entry in a list says nothing. */
function leaves(value: unknown, place: string): readonly string[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null) return [`${place}: ${value}`];
  return Object.entries(value).flatMap(([name, one]) =>
    leaves(one, Array.isArray(value) ? place : `${place}.${name}`),
  );
}

if (import.meta.main) {
  await runScript(
    new Command('record')
      .option('--release <dir>', 'what was packed', pathInProject('dist/release'))
      .option('--inputs <dir>', 'its inputs', pathInProject('release'))
      .action(async ({ release, inputs }: { release: string; inputs: string }) => {
        const { facts } = await readInputs(inputs);
        const asked = await Promise.all(
          BUILDS.map(async (browser) => {
            const file = join(release, 'unpacked', browser, 'manifest.json');
            return [
              browser,
              askedBy(JSON.parse(await readFile(file, 'utf8')), facts.serviceAddress),
            ];
          }),
        );
        const record = { version: VERSION, ...Object.fromEntries(asked) };
        await writeFile(pathInProject(RECORD), `${JSON.stringify(record, undefined, 2)}\n`);
        say(`${RECORD}: what ${VERSION} asks for`);
      }),
  );
}
