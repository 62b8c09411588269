import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkVersion, withChapter, withVersion } from '../../../scripts/release/bump.ts';
import { compare } from '../../../scripts/release/compare.ts';
import { billOfMaterials } from '../../../scripts/release/sbom.ts';
import { licencesOf, packageFolderOf } from '../../../scripts/release/third-party.ts';
import { unzip, zip } from '../../../scripts/release/zip.ts';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';
import { files, ROOT, read } from '../../support/tree.ts';

const FILES = new Map([
  ['b/ünder.txt', Buffer.from('two')],
  ['a.txt', Buffer.from('one '.repeat(1000))],
  ['empty', Buffer.alloc(0)],
]);

describe('zip', () => {
  test('gives back what went in', () => {
    expect(
      new Map([...unzip(zip(FILES))].map(([path, bytes]) => [path, Buffer.from(bytes).toString()])),
    ).toEqual(new Map([...FILES].sort().map(([path, bytes]) => [path, String(bytes)])));
  });

  test('is the same for the same files, in whatever order', () => {
    expect(zip(new Map([...FILES].reverse()))).toEqual(zip(FILES));
  });

  test('is one that others read', async () => {
    const folder = await makeTemporaryFolder('zip');
    writeFileSync(join(folder.path, 'x.zip'), zip(FILES));
    const told = execFileSync('python3', ['-m', 'zipfile', '-t', join(folder.path, 'x.zip')]);
    expect(told.toString()).toContain('Done testing');
    await folder.remove();
  });

  test('is found behind the head of a crx', () => {
    const head = Buffer.from('Cr24\x03\0\0\0\x04\0\0\0sign', 'latin1');
    const crx = Buffer.concat([head, zip(FILES)]);
    expect([...unzip(crx).keys()]).toEqual(['a.txt', 'b/ünder.txt', 'empty']);
  });

  test('refuses what is none', () => {
    expect(() => unzip(Buffer.from('not a zip'))).toThrow('zip');
  });
});

describe('compare', () => {
  const built = new Map([
    ['manifest.json', Buffer.from('{"name":"x","version":"1"}')],
    ['main.js', Buffer.from('1')],
  ]);

  test('leaves out what a store adds', () => {
    const published = new Map([
      ['manifest.json', Buffer.from('{"update_url":"https://u.example","version":"1","name":"x"}')],
      ['main.js', Buffer.from('1')],
      ['_metadata/verified_contents.json', Buffer.from('{}')],
    ]);
    expect(compare(published, built)).toEqual([]);
  });

  test('tells what is more, less and different', () => {
    const published = new Map([
      ['manifest.json', Buffer.from('{"name":"x","version":"1","permissions":["tabs"]}')],
      ['extra.js', Buffer.from('2')],
    ]);
    expect(compare(published, built)).toEqual([
      { path: 'extra.js', what: 'only published' },
      { path: 'main.js', what: 'only built' },
      { path: 'manifest.json', what: 'different' },
    ]);
  });
});

describe('billOfMaterials', () => {
  const lock = JSON.parse(read('package-lock.json'));
  const bill = JSON.parse(billOfMaterials(lock, 0));

  test('names every package of the lockfile, with its check-sum', () => {
    const places = Object.keys(lock.packages).filter((path) => path !== '');
    expect(bill.components.length).toBeGreaterThan(100);
    expect(bill.components.length).toBeLessThanOrEqual(places.length);
    const preact = bill.components.find((one: { name: string }) => one.name === 'preact');
    expect(preact).toMatchObject({ scope: 'required', licenses: [{ expression: 'MIT' }] });
    expect(preact.hashes[0].content).toMatch(/^[0-9a-f]{128}$/);
    const vite = bill.components.find((one: { name: string }) => one.name === 'vite');
    expect(vite.scope).toBe('excluded');
  });

  test('is the same for the same lockfile', () => {
    expect(billOfMaterials(lock, 0)).toBe(billOfMaterials(lock, 0));
  });
});

describe('the lockfile', () => {
  test('holds a check-sum for every package, and no address but of the registry’s own', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { integrity?: string; resolved?: string; link?: boolean }>;
    };
    const loose = Object.entries(packages).filter(
      ([path, one]) =>
        // What stands in another package has that one's.
        /^(?:node_modules\/(?:@[^/]+\/)?[^/]+\/?)+$/.test(path) &&
        !one.link &&
        !/^sha512-/.test(one.integrity ?? ''),
    );
    expect(loose).toEqual([]);
    expect(
      Object.entries(packages).filter(([, one]) => one.resolved !== undefined && !one.link),
    ).toEqual([]);
  });
});

describe('licences', () => {
  test('of a bundled module are those of its package', () => {
    const folder = packageFolderOf(`${ROOT}/node_modules/@noble/hashes/sha2.js?x`);
    expect(folder).toBe(`${ROOT}/node_modules/@noble/hashes`);
    expect(licencesOf([folder ?? ''])).toContain('Paul Miller');
    expect(packageFolderOf(`${ROOT}/src/policy/act.ts`)).toBeUndefined();
  });
});

describe('bump', () => {
  test('raises the version where it stands, and nowhere else', () => {
    const lock =
      '{"version": "0.1.0", "packages": {"": {"version": "0.1.0"}, "x": {"version": "0.1.0"}}}';
    expect(withVersion(lock, '0.1.0', '0.2.0', 2)).toBe(
      '{"version": "0.2.0", "packages": {"": {"version": "0.2.0"}, "x": {"version": "0.1.0"}}}',
    );
  });

  test.each(['0.1.0', '0.0.9', '1', 'x'])('refuses %s after 0.1.0', (next) => {
    expect(() => checkVersion(next, '0.1.0')).toThrow('expected');
  });

  test('begins a chapter of the changelog, which has one for the next', () => {
    expect(withChapter(read('CHANGELOG.md'), '0.2.0', '2026-12-01')).toContain(
      '## Unreleased\n\n## 0.2.0 (2026-12-01)\n\n- Managed settings',
    );
  });
});

describe('permissions', () => {
  interface Asked {
    readonly permissions: readonly string[];
    readonly host_permissions: readonly string[];
    readonly optional_host_permissions: readonly string[];
  }
  const released = JSON.parse(read('docs/released-permissions.json')) as Asked & {
    version: string;
  };
  const manifest = JSON.parse(read('manifest.json')) as Asked & { version: string };

  test('that the last release did not ask for are told in docs/permissions.md as new', () => {
    const document = read('docs/permissions.md');
    const isTold = (name: string) =>
      document.split('\n').some((line) => line.startsWith('New') && line.includes(`\`${name}\``));
    const added = (
      ['permissions', 'host_permissions', 'optional_host_permissions'] as const
    ).flatMap((kind) => manifest[kind].filter((one) => !released[kind].includes(one)));
    expect(added.filter((name) => !isTold(name))).toEqual([]);
  });
});

describe('our pages', () => {
  test('never write markup as text: what Preact can do there is never asked for', () => {
    const sources = files('src/extension/**/*.{ts,tsx}').map((file) => [file, read(file)] as const);
    const unsafe = sources.filter(([, text]) =>
      /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write\(/.test(
        text,
      ),
    );
    expect(unsafe.map(([file]) => file)).toEqual([]);
  });
});
