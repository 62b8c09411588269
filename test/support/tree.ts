/** Reads the source tree as text: its files, and which part and package each of them imports. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export const ROOT = normalize(join(import.meta.dirname, '..', '..'));

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export function files(pattern: string): string[] {
  return globSync(pattern, { cwd: ROOT }).sort();
}

export interface Import {
  /** Path of the importing file, from the root. */
  readonly from: string;
  /** Path of the imported file from the root, or a package's name. */
  readonly to: string;
  readonly isPackage: boolean;
  readonly isTypeOnly: boolean;
}

const STATEMENT =
  /^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\('([^']+)'\)/gm;

export function importsOf(file: string): Import[] {
  return [...read(file).matchAll(STATEMENT)].map((match) => {
    const target = match[2] ?? match[3] ?? match[4] ?? '';
    const isPackage = !target.startsWith('.');
    return {
      from: file,
      to: isPackage ? packageOf(target) : normalize(join(dirname(file), target)),
      isPackage,
      isTypeOnly: match[1] !== undefined,
    };
  });
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
