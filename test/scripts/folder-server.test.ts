import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, serveFolder } from '../../scripts/folder-server.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

let folder: TemporaryFolder;
let server: RunningServer;
beforeAll(async () => {
  folder = await makeTemporaryFolder('folder-server');
  for (const name of ['site', 'site/deep', 'site-secret', 'more']) {
    await mkdir(join(folder.path, name));
  }
  await writeFile(join(folder.path, 'site/index.html'), '<title>home</title>');
  await writeFile(join(folder.path, 'site/deep/index.html'), '<title>deep</title>');
  await writeFile(join(folder.path, 'site/链接.css'), 'p{}');
  await writeFile(join(folder.path, 'site-secret/key.json'), '{}');
  await writeFile(join(folder.path, 'more/part.js'), 'export {}');
  await symlink(join(folder.path, 'site-secret/key.json'), join(folder.path, 'site/leak.json'));
  server = await serveFolder({
    folder: join(folder.path, 'site'),
    mounts: { '/more/': join(folder.path, 'more') },
    port: 0,
  });
});
afterAll(async () => {
  await server.close();
  await folder.remove();
});

/** Sends the path as it is; `fetch` would resolve the dots first. */
function statusOf(path: string, method = 'GET'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: server.port, path, method }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('serveFolder', () => {
  test.each([
    ['/', 'home'],
    ['/index.html?as=bob', 'home'],
    ['/deep/', 'deep'],
  ])('gives the page of %s', async (path, title) => {
    const response = await fetch(`${server.address}${path}`);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toBe(`<title>${title}</title>`);
  });

  test('gives files with encoded names and of further folders, with their types', async () => {
    const style = await fetch(`${server.address}/${encodeURIComponent('链接')}.css`);
    expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8');
    const script = await fetch(`${server.address}/more/part.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  test('sends strict headers with pages and with refusals', async () => {
    for (const path of ['/', '/nothing']) {
      const { headers } = await fetch(`${server.address}${path}`);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  test.each([
    '/../site-secret/key.json',
    '/%2e%2e/site-secret/key.json',
    '/..%2fsite-secret/key.json',
    '/deep/../../site-secret/key.json',
    '/more/../site-secret/key.json',
    '/more/%2e%2e/site-secret/key.json',
    '/leak.json',
    '/%00',
    '/%ff',
    '/deep',
    '//etc/passwd',
  ])('finds nothing at %s', async (path) => {
    expect(await statusOf(path)).toBe(404);
  });

  test('refuses to be written to', async () => {
    expect(await statusOf('/', 'POST')).toBe(405);
    expect(await statusOf('/', 'HEAD')).toBe(200);
  });

  test('rejects when the port is taken', async () => {
    await expect(
      serveFolder({ folder: join(folder.path, 'site'), port: server.port }),
    ).rejects.toThrow('EADDRINUSE');
  });
});
