import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { askedBy, untold } from '../../../scripts/release/asked.ts';
import { checkVersion, withChapter, withVersion } from '../../../scripts/release/bump.ts';
import { compare } from '../../../scripts/release/compare.ts';
import { refuseDirty } from '../../../scripts/release/refuse-dirty.ts';
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
      '## Unreleased\n\n## 0.2.0 (2026-12-01)\n\n- ',
    );
  });
});

describe('what a release asks for', () => {
  const SERVICE = 'https://guard.example.com';
  const MANIFEST = {
    name: 'x',
    permissions: ['storage'],
    host_permissions: ['https://chat.example/*', 'https://guard.example.com/*'],
    content_scripts: [
      {
        ...{ matches: ['https://chat.example/*'], js: ['assets/main-4f2a.js'] },
        ...{ match_origin_as_fallback: true, all_frames: true },
      },
    ],
    content_security_policy: { extension_pages: "default-src 'self'" },
    browser_specific_settings: {
      gecko: { id: 'x', data_collection_permissions: { required: ['browsingActivity'] } },
    },
  };
  const asked = askedBy(MANIFEST, SERVICE);

  test('is told where it is more than the last release asked for', () => {
    const { chrome } = JSON.parse(read('docs/released-permissions.json'));
    const next = askedBy(JSON.parse(read('manifest.json')), SERVICE);
    expect(untold(next, chrome, read('docs/permissions.md'))).toEqual([]);
  });

  test('is what every build asks for, also where the service is on a host of it', () => {
    const manifest = JSON.parse(read('manifest.json'));
    const [one, other] = ['http://127.0.0.1:8787', 'https://guard.example.com'].map((service) =>
      askedBy(manifest, service),
    );
    expect(one).toEqual(other);
    expect(one).toContain('host_permissions: http://127.0.0.1/*');
  });

  test('is read from the built manifest, without its own service and the names of files', () => {
    expect(asked).toEqual([
      'browser_specific_settings.gecko.data_collection_permissions.required: browsingActivity',
      'content_scripts.all_frames: true',
      'content_scripts.match_origin_as_fallback: true',
      'content_scripts.matches: https://chat.example/*',
      "content_security_policy.extension_pages: default-src 'self'",
      'host_permissions: https://chat.example/*',
      'permissions: storage',
    ]);
  });

  test.each([
    [{ optional_permissions: ['tabs'] }, 'optional_permissions: tabs'],
    [
      { externally_connectable: { matches: ['*://a.example/*'] } },
      'externally_connectable.matches: *://a.example/*',
    ],
    [
      { web_accessible_resources: [{ resources: ['x.js'], matches: ['<all_urls>'] }] },
      'web_accessible_resources.matches: <all_urls>',
    ],
    [
      { content_security_policy: { extension_pages: 'script-src *' } },
      'content_security_policy.extension_pages: script-src *',
    ],
  ])('has to be told when it is more: %j', (more, line) => {
    const next = askedBy({ ...MANIFEST, ...more }, SERVICE);
    expect(untold(next, asked, '')).toEqual([line]);
    const value = line.slice(line.indexOf(': ') + 2);
    expect(untold(next, asked, `New in 2: \`${value}\`, because of this.`)).toEqual([]);
  });
});

describe('refuseDirty', () => {
  test('takes what is committed, and what was added where nothing is', () => {
    expect(() => refuseDirtyIn({ isCommitted: true })).not.toThrow();
    expect(() => refuseDirtyIn({ isCommitted: false })).not.toThrow();
  });

  test.each([
    ['a.txt', 'another text'],
    ['new.txt', 'a new file'],
  ])('names %s when it is not what is committed', (name, text) => {
    expect(() => refuseDirtyIn({ isCommitted: true, change: [name, text] })).toThrow(name);
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

/** In a repository of its own, with the inputs of a release in it, and perhaps with a change. */
function refuseDirtyIn({
  isCommitted,
  change,
}: {
  readonly isCommitted: boolean;
  readonly change?: readonly [name: string, text: string];
}): void {
  const root = mkdtempSync(join(tmpdir(), 'link-guard-dirty-'));
  const who = ['-c', 'user.name=release', '-c', 'user.email=release@release.example'];
  const git = (...args: readonly string[]) => execFileSync('git', [...who, ...args], { cwd: root });
  try {
    git('init', '-q');
    writeFileSync(join(root, 'a.txt'), 'a text');
    git('add', '--all');
    if (isCommitted) git('commit', '-q', '-m', 'source');
    writeFileSync(join(root, 'facts.json'), 'an input');
    if (change !== undefined) writeFileSync(join(root, change[0]), change[1]);
    refuseDirty(root, join(root, 'facts.json'));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
