import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { joinBackground } from '../../scripts/join-background.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

let folder: TemporaryFolder;

async function put(path: string, text: string): Promise<void> {
  await writeFile(join(folder.path, path), text);
}

beforeEach(async () => {
  folder = await makeTemporaryFolder('join-background');
  await mkdir(join(folder.path, 'assets'));
  await put('assets/main.js', `import { word } from './shared.js';\nconsole.info(word);\n`);
  await put('assets/shared.js', `export const word = 'shared';\nexport const page = 'page';\n`);
});

afterEach(() => folder.remove());

describe('joinBackground', () => {
  test.each([
    ['a worker', { service_worker: 'loader.js', type: 'module' }],
    ['an event page', { scripts: ['loader.js'], type: 'module' }],
  ])(
    'makes one classic script of all that %s imports, and leaves what pages share',
    async (_, background) => {
      await put('manifest.json', JSON.stringify({ name: 'kept', background }));
      await put('loader.js', `import './assets/main.js';\n`);
      await joinBackground(folder.path);
      const text = await readFile(join(folder.path, 'loader.js'), 'utf8');
      expect(text).toContain('console.info');
      expect(text).toContain('shared');
      expect(text).not.toMatch(/\bimport\b/);
      expect(await readdir(join(folder.path, 'assets'))).toEqual(['shared.js']);
    const { type: __, ...classic } = background;
    const manifest = JSON.parse(await readFile(join(folder.path, 'manifest.json'), 'utf8'));
    expect(manifest).toEqual({ name: 'kept', background: classic });
    },
  );

  test('refuses a loader that does anything else', async () => {
    await put('manifest.json', JSON.stringify({ background: { service_worker: 'loader.js' } }));
    await put('loader.js', `import './assets/main.js';\nconsole.info('more');\n`);
    await expect(joinBackground(folder.path)).rejects.toThrow('loader.js');
  });
});
