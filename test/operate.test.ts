/** docs/operate.md, held against what there is. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { pathInProject } from '../scripts/project.ts';
import { backupCommand } from '../src/cli/backup.ts';
import { publishCommand } from '../src/cli/publish.ts';
import { restoreCommand } from '../src/cli/restore.ts';
import { revokeCommand } from '../src/cli/revoke.ts';
import { serveCommand } from '../src/cli/serve.ts';
import { signCommand } from '../src/cli/sign.ts';
import { sourcesCommand } from '../src/cli/sources.ts';
import { readSourceFile } from '../src/service/index.ts';
import { run } from './cli/run.ts';
import { temporaryFolder } from './service/temporary-folder.ts';

const DOCUMENT = readFileSync(pathInProject('docs/operate.md'), 'utf8');

const COMMANDS: readonly Command[] = [
  backupCommand(),
  publishCommand(),
  restoreCommand(),
  revokeCommand(),
  serveCommand('0.1.0'),
  signCommand(),
  sourcesCommand(),
];

const namesIn = (text: string) => new Set(text.match(/\blink_guard_[a-z_]+/g) ?? []);

describe('docs/operate.md', () => {
  test('names every figure, and no other', () => {
    const source = readFileSync(pathInProject('src/service/figures.ts'), 'utf8');
    const named = [...namesIn(DOCUMENT)].map((name) => name.replace(/_bucket$/, ''));
    expect(new Set(named)).toEqual(namesIn(source));
  });

  test('names every option of serve that it has, and explains those that are only its own', () => {
    const serve = COMMANDS.find((command) => command.name() === 'serve');
    const known = new Set(serve?.options.map(({ long }) => long));
    const table = DOCUMENT.split('| option of `serve` | |')[1]?.split('\n\n')[0] ?? '';
    const named = [...table.matchAll(/^\| `(--[a-z-]+)/gm)].map(([, option]) => option);
    expect(named.length).toBeGreaterThan(7);
    for (const option of named) expect(known).toContain(option);
    for (const own of ['--sources', '--drain', '--metrics-port', '--no-publish', '--log']) {
      expect(named).toContain(own);
    }
  });

  test('gives no command that there is not, and no option that it does not have', () => {
    const lines = [...DOCUMENT.matchAll(/^link-guard ([a-z]+)(.*)$/gm)];
    expect(lines.length).toBeGreaterThan(2);
    for (const [line, name, rest = ''] of lines) {
      const command = COMMANDS.find((each) => each.name() === name);
      const options = command?.options.map(({ long }) => long);
      for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(options, line).toContain(option);
    }
  });

  test('gives a file of sources that is read', async () => {
    const [, text = ''] =
      /```json\n(\{\n {2}"format": "link-guard-sources"[\s\S]*?)```/.exec(DOCUMENT) ?? [];
    const path = join(await temporaryFolder(), 'sources.json');
    writeFileSync(path, text);
    expect(await readSourceFile(path)).toHaveLength(2);
  });

  test('refers to commands that the command line has', { timeout: 60_000 }, async () => {
    const { out } = await run(['--help']);
    for (const [, name = ''] of DOCUMENT.matchAll(/`?link-guard ([a-z]+)\b/g)) {
      expect(out).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
    }
  });
});
