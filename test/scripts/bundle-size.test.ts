import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bundleSizes } from '../../scripts/bundle-size.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const FILES = {
  'content.js': 'console.log("a classic script");',
  'loader.js': "import './assets/main.js';",
  'assets/main.js': 'import{a as b}from"./shared.js";import"./side.js";import(`./lazy.js`);b();',
  'assets/shared.js':
    'import * as main from "./main.js";export{main as a};export * from "./more.js"',
  'assets/side.js': 'globalThis.side = true;',
  'assets/more.js': 'export const more = "from nowhere";',
  'pages/popup.html': '<script type="module" src="/assets/more.js"></script><link href="look.css">',
  'pages/look.css': 'p { color: red }',
  'assets/lazy.js': 'never loaded at the start',
};

describe('bundleSizes', () => {
  test('adds up each entry and what it imports, every file once', async () => {
    const folder = await makeTemporaryFolder('bundle');
    onTestFinished(folder.remove);
    await mkdir(join(folder.path, 'assets'));
    await mkdir(join(folder.path, 'pages'));
    const manifest = {
      background: { service_worker: 'loader.js' },
      content_scripts: [{ js: ['content.js'] }],
      action: { default_popup: 'pages/popup.html' },
    };
    await writeFile(join(folder.path, 'manifest.json'), JSON.stringify(manifest));
    for (const [path, text] of Object.entries(FILES)) {
      await writeFile(join(folder.path, path), text);
    }
    const gzipped = (...paths: (keyof typeof FILES)[]) =>
      paths.reduce((sum, path) => sum + gzipSync(FILES[path]).length, 0);
    expect(await bundleSizes(folder.path)).toEqual({
      contentScript: gzipped('content.js'),
      background: gzipped(
        'loader.js',
        'assets/main.js',
        'assets/shared.js',
        'assets/side.js',
        'assets/more.js',
      ),
      popup: gzipped('pages/popup.html', 'assets/more.js', 'pages/look.css'),
      options: 0,
    });
  });
});
