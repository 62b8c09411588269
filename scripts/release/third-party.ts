/**
 * Writes into a build which packages are in it, with their licences: what the bundler really took
 * in, not what is installed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

export const THIRD_PARTY_FILE = 'third-party.txt';

const HEAD = `Link Guard contains these packages, each under its own licence. They are unchanged, but for
preact: what writes text as markup was taken out.`;

export function thirdParty(): Plugin {
  const folders = new Set<string>();
  return {
    name: 'third-party',
    generateBundle(_, bundle) {
      for (const part of Object.values(bundle)) {
        if (part.type !== 'chunk') continue;
        for (const id of Object.keys(part.modules)) {
          const folder = packageFolderOf(id);
          if (folder !== undefined) folders.add(folder);
        }
      }
      const source = licencesOf([...folders]);
      this.emitFile({ type: 'asset', fileName: THIRD_PARTY_FILE, source });
    },
  };
}

/** Undefined for a module of our own. */
export function packageFolderOf(id: string): string | undefined {
  const [, folder] =
    /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.split('?')[0] ?? '') ?? [];
  return folder;
}

/** In the order of their names. */
export function licencesOf(folders: readonly string[]): string {
  const packages = folders.map(describe).sort((one, other) => (one.name < other.name ? -1 : 1));
  const sections = packages.map(
    ({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text.trim()}\n`,
  );
  return [HEAD, ...sections].join(`\n\n${'-'.repeat(72)}\n\n`);
}

function describe(folder: string) {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as { name: string; version: string; license?: string };
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8');
  if (license === undefined || !existsSync(join(folder, file ?? ''))) {
    throw new TypeError(`${name}: no licence in the package`);
  }
  return { name, version, licence: license, text };
}
