/**
 * Third-party vectors lie beside the repository on the project's own machines and are never copied
 * into it. Where they are absent, a test says so in its name and runs on our own vectors alone.
 */
import { existsSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../../../shared/data/', import.meta.url);

export function readThirdParty(path: string): unknown {
  const file = new URL(path, FOLDER);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

export function readThirdPartyLines(path: string): readonly string[] {
  const file = new URL(path, FOLDER);
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}

export function named(fact: string, data: unknown): string {
  const isAbsent = data === undefined || (Array.isArray(data) && data.length === 0);
  return isAbsent ? `${fact} (RAN WITHOUT the third-party data: absent here)` : fact;
}
