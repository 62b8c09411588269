/** Conventions that a reviewer would otherwise have to police. */
import { describe, expect, test } from 'vitest';
import { files, type Import, importsOf, read } from './support/tree.ts';

interface Part {
  readonly name: string;
  readonly parts: readonly string[];
  readonly packages: readonly string[];
  readonly typesOnly: readonly string[];
}

const TABLE: readonly Part[] =
  read('ARCHITECTURE.md')
    .split('\n## Who may import whom')[1]
    ?.split('\n## ')[0]
    ?.split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [, name, parts, packages] = line.split('|');
      const quoted = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
      const typesOnly = [...(parts ?? '').matchAll(/`([^`]+)` \(types\)/g)].map((m) => m[1] ?? '');
      const [only = ''] = quoted(name);
      return { name: only, parts: quoted(parts), packages: quoted(packages), typesOnly };
    }) ?? [];

const SOURCES = files('src/**/*.{ts,tsx}').filter((file) => !file.endsWith('.d.ts'));

function partOf(file: string): Part | undefined {
  return TABLE.find(({ name }) => file.startsWith(`src/${name}/`));
}

function complaintAbout(part: Part, found: Import): string | undefined {
  if (found.isPackage) {
    const isBuiltIn =
      found.to === 'node' && ['service', 'service/publish', 'cli'].includes(part.name);
    return isBuiltIn || part.packages.includes(found.to) ? undefined : `package ${found.to}`;
  }
  const target = partOf(found.to);
  if (target === undefined || target.name === part.name) return undefined;
  if (!part.parts.includes(target.name)) return `part ${target.name}`;
  if (part.typesOnly.includes(target.name) && !found.isTypeOnly) {
    return `part ${target.name} for more than types`;
  }
  const hasDoor = ['policy', 'redress', 'wire', 'service', 'service/publish'].includes(target.name);
  if (hasDoor && found.to !== `src/${target.name}/index.ts`) return `${found.to} past the door`;
  return undefined;
}

describe('the import table of ARCHITECTURE.md', () => {
  test('has a row for every part of the source', () => {
    expect(TABLE.length).toBeGreaterThan(8);
    const homeless = SOURCES.filter((file) => partOf(file) === undefined);
    expect(homeless).toEqual([
      'src/extension/later-scripts.ts',
      'src/extension/log.ts',
      'src/extension/match-pattern.ts',
      'src/extension/native-browser.ts',
      'src/extension/public-suffixes.ts',
      'src/extension/suffix-file.ts',
      'src/extension/words.ts',
    ]);
  });

  test('is what the code does', () => {
    const complaints = SOURCES.flatMap((file) => {
      const part = partOf(file);
      if (part === undefined) return [];
      return importsOf(file).flatMap((found) => {
        const complaint = complaintAbout(part, found);
        return complaint === undefined ? [] : [`${file} imports ${complaint}`];
      });
    });
    expect(complaints).toEqual([]);
  });

  test('names no package or part that is not used', () => {
    const unused = TABLE.flatMap((part) => {
      const own = SOURCES.filter((file) => partOf(file)?.name === part.name);
      const used = own.flatMap(importsOf);
      const names = new Set(used.map(({ to, isPackage }) => (isPackage ? to : partOf(to)?.name)));
      return [...part.packages, ...part.parts]
        .filter((name) => !names.has(name))
        .map((name) => `${part.name}: ${name}`);
    });
    expect(unused).toEqual([]);
  });
});

describe('documents', () => {
  const manifest = JSON.parse(read('manifest.json')) as {
    permissions: string[];
    host_permissions: string[];
    optional_permissions: string[];
    optional_host_permissions: string[];
    version: string;
  };

  test('docs/permissions.md explains every permission and every host, and no other', () => {
    const headings = read('docs/permissions.md')
      .split('\n')
      .filter((line) => line.startsWith('## '));
    const explained = headings.flatMap((line) => [...line.matchAll(/`([^`]+)`/g)].map((m) => m[1]));
    const asked = [
      ...manifest.permissions,
      ...manifest.host_permissions,
      ...manifest.optional_permissions,
      ...manifest.optional_host_permissions,
    ];
    expect(explained.sort()).toEqual([...asked].sort());
  });

  test('PRIVACY.md names everything that is stored', () => {
    const items = [
      ...files('src/extension/storage/*.ts')
        .map(read)
        .join('')
        .matchAll(/defineItem(?:<[\s\S]*?>)?\(\s*'([a-z-]+)'/g),
    ];
    expect(items.length).toBeGreaterThan(2);
    const privacy = read('PRIVACY.md');
    expect(items.map((match) => match[1]).filter((key) => !privacy.includes(`\`${key}\``))).toEqual(
      [],
    );
  });

  test('package.json and manifest.json have one version', () => {
    expect(manifest.version).toBe(
      (JSON.parse(read('package.json')) as { version: string }).version,
    );
  });

  test('every document that a document links to is there', () => {
    const missing = files('{*,docs/**/*}.md').flatMap((file) =>
      [...read(file).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].flatMap((match) => {
        const target = match[1] ?? '';
        const folder = file.includes('/') ? `${file.slice(0, file.lastIndexOf('/'))}/` : '';
        return files(`${folder}${target}`).length > 0 ? [] : [`${file}: ${target}`];
      }),
    );
    expect(missing).toEqual([]);
  });
});

describe('site adapters', () => {
  const sites = files('src/extension/content/sites/*.ts').filter(
    (file) => !/(define-site|host-like|index)\.ts$/.test(file),
  );

  test.each(sites)('%s is listed, short, dated, and has an address to try', (file) => {
    const text = read(file);
    const stem = file.split('/').at(-1)?.replace('.ts', '') ?? '';
    expect(read('src/extension/content/sites/index.ts')).toContain(`./${stem}.ts`);
    expect(text.split('\n').length).toBeLessThanOrEqual(60);
    expect(text).toMatch(/lastVerified: '\d{4}-\d{2}-\d{2}'/);
    expect(text).toContain('tryOn:');
  });
});

describe('source files', () => {
  const LONG = 300;

  test('stay short, or say in their first comment why they are one', () => {
    const long = SOURCES.filter((file) => read(file).split('\n').length > LONG);
    const silent = long.filter(
      (file) => !/long|one table|one file|data/i.test(read(file).slice(0, 900)),
    );
    expect(silent).toEqual([]);
  });

  test('have no homes for the homeless', () => {
    const homeless = files('src/**/{utils,helpers,common,shared}/**').concat(
      files('src/**/{utils,helpers,common,types}.ts'),
    );
    expect(homeless).toEqual([]);
  });

  test('are understood by a newcomer: no to-do without a date', () => {
    const undated = SOURCES.filter((file) => /TODO(?! \[\d{4}-\d{2}-\d{2}\])/.test(read(file)));
    expect(undated).toEqual([]);
  });
});
