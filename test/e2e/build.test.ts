/** What is built: its size, and that it asks for no more than the documents say. */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import { bundleSizes, pageSize } from '../../scripts/bundle-size.ts';
import { refuseUntold } from '../../scripts/release/asked.ts';
import { builtExtension } from '../support/test-ground.ts';
import { ROOT } from '../support/tree.ts';

const KILOBYTE = 1024;

test("Mozilla's linter finds nothing in the Firefox build", () => {
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/addons-linter/bin/addons-linter'),
      '--output=json',
      builtExtension('firefox'),
    ],
    { encoding: 'utf8' },
  );
  const { errors, notices, warnings } = JSON.parse(stdout) as Record<string, { code: string }[]>;
  expect({ errors, notices, warnings }).toEqual({ errors: [], notices: [], warnings: [] });
});

describe.each(BROWSERS)('the built extension, for %s', (name) => {
  // A worker of 100 KB starts as fast as an empty one; one of 300 KB takes a quarter longer.
  test('weighs no more than 20 KB in the page and 112 KB in the background', async () => {
    const { contentScript, background } = await bundleSizes(builtExtension(name));
    expect(contentScript).toBeLessThanOrEqual(20 * KILOBYTE);
    expect(background).toBeLessThanOrEqual(112 * KILOBYTE);
  });

  test('weighs no more than 60 KB on the options page', async () => {
    const { options } = await bundleSizes(builtExtension(name));
    expect(options).toBeGreaterThan(KILOBYTE);
    expect(options).toBeLessThanOrEqual(60 * KILOBYTE);
  });

  test.each([
    ['popup', 35],
    ['gate', 35],
    ['welcome', 35],
    ['complain', 35],
  ])('weighs no more in the page %s than %i KB', async (page, limit) => {
    const size = await pageSize(builtExtension(name), `src/extension/pages/${page}/index.html`);
    expect(size).toBeGreaterThan(5 * KILOBYTE);
    expect(size).toBeLessThanOrEqual(limit * KILOBYTE);
  });

  test('asks for no more than the last release, or says so', async () => {
    const text = await readFile(join(builtExtension(name), 'manifest.json'), 'utf8');
    const build = name === 'chromium' ? 'chrome' : 'firefox';
    await refuseUntold(build, JSON.parse(text), 'http://127.0.0.1');
    const more = { ...JSON.parse(text), permissions: ['tabs'] };
    await expect(refuseUntold(build, more, 'http://127.0.0.1')).rejects.toThrow(
      'permissions: tabs',
    );
  });

  test('gives pages nothing to probe or to frame', async () => {
    const text = await readFile(join(builtExtension(name), 'manifest.json'), 'utf8');
    const manifest = JSON.parse(text) as Record<string, unknown>;
    expect(manifest).not.toHaveProperty('web_accessible_resources');
    expect(manifest).not.toHaveProperty('externally_connectable');
    expect(JSON.stringify(manifest.content_security_policy)).toContain("frame-ancestors 'none'");
  });
});
