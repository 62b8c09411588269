import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { joinBackground } from '../../scripts/join-background.ts';
import { pathInProject } from '../../scripts/project.ts';

let folder: string;

async function put(path: string, text: string): Promise<void> {
  await writeFile(join(folder, path), text);
}

/** The source that takes the background's place here. */
const source = () => join(folder, 'source/main.ts').slice(pathInProject('').length);

beforeEach(async () => {
  await mkdir(pathInProject('dist'), { recursive: true });
  folder = await mkdtemp(pathInProject('dist/join-background-'));
  await mkdir(join(folder, 'assets'));
  await mkdir(join(folder, 'source'));
  await put('assets/main.js', `import { word } from './shared.js';\nconsole.info(word);\n`);
  await put('assets/shared.js', `export const word = 'shared';\nexport const page = 'page';\n`);
  await put('source/begin.ts', `console.info('first');\n`);
  await put('source/shared.ts', `console.info('later');\nexport const word: string = 'shared';\n`);
  await put(
    'source/main.ts',
    `import './begin.ts';\nimport { word } from './shared.ts';\nconsole.info(word, LINK_GUARD_BUILD.builtAt);\n`,
  );
});

afterEach(() => rm(folder, { recursive: true }));

describe('joinBackground', () => {
  test.each([
    ['a worker', { service_worker: 'loader.js', type: 'module' }],
    ['an event page', { scripts: ['loader.js'], type: 'module' }],
  ])(
    'makes one classic script of all that %s imports, in that order, and leaves what pages share',
    async (_, background) => {
      await put('manifest.json', JSON.stringify({ name: 'kept', background }));
      await put('loader.js', `import './assets/main.js';\n`);
      await joinBackground(folder, source());
      const text = await readFile(join(folder, 'loader.js'), 'utf8');
      const said: unknown[] = [];
      new Function('console', text)({ info: (...words: unknown[]) => said.push(...words) });
      expect(said).toEqual(['first', 'later', 'shared', 0]);
      expect(text).not.toMatch(/\bimport\b/);
      expect(await readdir(join(folder, 'assets'))).toEqual(['shared.js']);
      const { type: __, ...classic } = background;
      const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
      expect(manifest).toEqual({ name: 'kept', background: classic });
    },
  );

  test('refuses a loader that does anything else', async () => {
    await put('manifest.json', JSON.stringify({ background: { service_worker: 'loader.js' } }));
    await put('loader.js', `import './assets/main.js';\nconsole.info('more');\n`);
    await expect(joinBackground(folder, source())).rejects.toThrow('loader.js');
  });
});
