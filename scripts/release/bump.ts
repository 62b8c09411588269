/** Raises the version everywhere it stands, and begins its chapter of the changelog. */
import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { pathInProject, VERSION } from '../project.ts';
import { runScript } from '../run-script.ts';
import { say } from '../say.ts';

const UNRELEASED = '## Unreleased';

/** Throws where it is not a later version than the one before. */
export function checkVersion(next: string, before: string): void {
  const parts = next.split('.').map(Number);
  if (!/^\d{1,5}\.\d{1,5}\.\d{1,5}$/.test(next)) {
    throw new TypeError(`${next}: expected a version like 1.2.3`);
  }
  const old = before.split('.').map(Number);
  const first = parts.findIndex((part, index) => part !== old[index]);
  if (first < 0 || (parts[first] ?? 0) < (old[first] ?? 0)) {
    throw new TypeError(`${next}: expected a later version than ${before}`);
  }
}

/** The first `"version"` of a manifest is its own; of a lockfile the first two are. */
export function withVersion(json: string, before: string, next: string, times: number): string {
  let left = times;
  return json.replace(/"version": "([^"]+)"/g, (found, version: string) => {
    if (left === 0 || version !== before) return found;
    left -= 1;
    return `"version": "${next}"`;
  });
}

/** `day` like 2026-11-21. */
export function withChapter(changelog: string, next: string, day: string): string {
  if (!changelog.includes(`${UNRELEASED}\n`)) {
    throw new TypeError('CHANGELOG.md: expected a chapter "Unreleased"');
  }
  return changelog.replace(`${UNRELEASED}\n`, `${UNRELEASED}\n\n## ${next} (${day})\n`);
}

async function rewrite(path: string, change: (text: string) => string): Promise<void> {
  const file = pathInProject(path);
  await writeFile(file, change(await readFile(file, 'utf8')));
}

if (import.meta.main) {
  await runScript(
    new Command('bump').argument('<version>', 'like 1.2.3').action(async (next: string) => {
      checkVersion(next, VERSION);
      await rewrite('package.json', (text) => withVersion(text, VERSION, next, 1));
      await rewrite('manifest.json', (text) => withVersion(text, VERSION, next, 1));
      await rewrite('package-lock.json', (text) => withVersion(text, VERSION, next, 2));
      const day = new Date().toISOString().slice(0, 10);
      await rewrite('CHANGELOG.md', (text) => withChapter(text, next, day));
      say(`${VERSION} → ${next}`);
    }),
  );
}
