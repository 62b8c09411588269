/**
 * The smallest extension that shows whether the support works: its content script marks the page,
 * its background counts its own starts, its page stands still.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserName } from '../../scripts/browsers.ts';
import { makeTemporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

const BACKGROUND = `
const api = globalThis.browser ?? globalThis.chrome;
const born = performance.timeOrigin + performance.now();
api.runtime.onMessage.addListener((message, sender, reply) => {
  reply({ born, tab: sender.tab?.id, lang: api.i18n.getUILanguage() });
});`;

const CONTENT = `
const api = globalThis.browser ?? globalThis.chrome;
api.runtime.sendMessage('hello').then((answer) => {
  document.documentElement.dataset.probe = JSON.stringify(answer);
});`;

/** Writes it, in the form for one browser. */
export async function makeProbe(name: BrowserName): Promise<TemporaryFolder> {
  const folder = await makeTemporaryFolder('probe');
  const manifest = {
    manifest_version: 3,
    name: 'probe',
    version: '1',
    host_permissions: ['http://localhost/*'],
    background:
      name === 'firefox' ? { scripts: ['background.js'] } : { service_worker: 'background.js' },
    browser_specific_settings: { gecko: { id: 'probe@link-guard.example' } },
    content_scripts: [{ matches: ['http://localhost/*'], js: ['content.js'] }],
  };
  const files = {
    'manifest.json': JSON.stringify(manifest),
    'background.js': BACKGROUND,
    'content.js': CONTENT,
    'pages/still.html': '<!doctype html><title>still</title>',
  };
  await mkdir(join(folder.path, 'pages'));
  for (const [path, text] of Object.entries(files)) {
    await writeFile(join(folder.path, path), text);
  }
  return folder;
}
