/** docs/enterprise, followed as it is written: its JSON is taken, and its commands are run. */

import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { EXAMPLE_IDS } from '../src/cli/policy/extension-ids.ts';
import { readManaged } from '../src/policy/index.ts';
import { MAIN, run } from './cli/run.ts';
import { temporaryFolder } from './service/temporary-folder.ts';
import { read } from './support/tree.ts';

const PAGE = read('docs/enterprise/README.md');

/** Blocks of one language, without the indentation of the list that they stand in. */
function blocks(language: string): readonly string[] {
  return [
    ...PAGE.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\`$`, 'gm')),
  ].map(([, indent = '', text = '']) => text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
}

const documents = blocks('json').map((text) => JSON.parse(text) as Record<string, unknown>);

describe('the page for administrators', () => {
  test('begins with settings in which nothing is wrong', () => {
    const { faults, isComplete } = readManaged(documents[0]);
    expect([faults, isComplete]).toEqual([[], true]);
  });

  test('installs by the names that the browsers know the extension by', () => {
    const [, chrome, firefox] = documents;
    expect(chrome).toEqual({
      ExtensionInstallForcelist: [expect.stringMatching(`^${EXAMPLE_IDS.chrome};https://`)],
    });
    expect(firefox).toEqual({
      ExtensionSettings: {
        [EXAMPLE_IDS.firefox]: {
          installation_mode: 'force_installed',
          install_url: expect.stringContaining(EXAMPLE_IDS.firefox),
        },
      },
    });
  });

  test('describes a site that is taken as it stands, by what the pages say', () => {
    const described = documents.find((document) => 'customSites' in document);
    const { faults, settings } = readManaged(described);
    expect([faults, settings.customSites?.map(({ id }) => id)]).toEqual([[], ['works-chat']]);

    const words = JSON.parse(read('public/_locales/en/messages.json')) as Record<
      string,
      { readonly message: string }
    >;
    const shown = Object.values(words).map(({ message }) => message);
    const chapter = PAGE.split('## Write a site of your own')[1]?.split('\n## ')[0] ?? '';
    const named = [...chapter.matchAll(/\*([^*]+)\*/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(8);
    for (const name of named) expect(shown).toContain(name);
  });

  test('gives commands that do what it says, one after the other', {
    timeout: 120_000,
  }, async () => {
    const folder = await temporaryFolder();
    const [settings] = documents;
    await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
    await writeFile(join(folder, 'next.json'), JSON.stringify({ ...settings, block: [] }));
    await writeFile(join(folder, 'list.txt'), 'https://listed.example/\n');
    const list = ['--no-seed', '--list', 'own=list.txt'];
    expect(await run(['publish', '--data', 'data', ...list], { cwd: folder })).toMatchObject({
      code: 0,
    });
    const env = {
      ...process.env,
      PATH: `${await commandIn(folder)}${delimiter}${process.env.PATH}`,
    };
    const told: string[] = [];
    for (const script of blocks('sh')) {
      const { stdout } = await promisify(execFile)('sh', ['-e', '-u', '-c', script], {
        cwd: folder,
        env,
      });
      told.push(stdout);
    }
    const [checked, written, differing, root, fleet] = told;
    expect(told).toHaveLength(5);
    expect(checked).toContain('contexts.group: ask (managed)');
    expect(checked).toContain('ask: https://example.com/ (managed: context-group');
    expect(written).toContain(
      `rollout/macos/com.google.Chrome.extensions.${EXAMPLE_IDS.chrome}.plist`,
    );
    const policies = JSON.parse(
      await readFile(join(folder, 'rollout/firefox/policies.json'), 'utf8'),
    );
    expect(policies.policies['3rdparty'].Extensions[EXAMPLE_IDS.firefox]).toEqual(settings);
    expect(differing).toContain('block: ["gambling.example"] (managed) → null (usual)');
    const service = { address: 'https://guard.example.com', root: root?.trim() };
    expect(readManaged({ format: 1, service }).faults).toEqual([]);
    expect(fleet).toContain('nothing that enough reports say');
  });
});

/** A folder with `npx`, which finds the command line here and not on the network. */
async function commandIn(folder: string): Promise<string> {
  const path = join(folder, 'bin', 'npx');
  await mkdir(dirname(path));
  const lines = ['#!/bin/sh', 'while [ "$1" != link-guard ]; do shift; done', 'shift'];
  await writeFile(path, [...lines, `exec "${process.execPath}" "${MAIN}" "$@"`, ''].join('\n'));
  await chmod(path, 0o755);
  return dirname(path);
}
