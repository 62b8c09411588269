import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { CodedError, codeOf, type Manifest } from '../policy/index.ts';
import { describeFile, type InspectedFile } from './describe-file.ts';
import { linesOf } from './inspect-lines.ts';
import { parseInstant } from './options.ts';
import { writeJson, writeLine } from './output.ts';

interface InspectOptions {
  readonly now?: number;
  readonly json?: true;
}

const MORE = `
Nothing is verified: a file is shown as it describes itself. To check a folder, use verify.`;

export function inspectCommand(): Command {
  return new Command('inspect')
    .description('say what a folder of rulesets, or a file of one, holds')
    .argument('<path>', 'folder, manifest, root, revocation, log, rules, hosts or delta')
    .option('--now <iso>', 'the instant to compare expiries with', parseInstant)
    .option('--json', 'print a JSON object for each file, one a line')
    .addHelpText('after', MORE)
    .action(async (path: string, { now = Date.now(), json }: InspectOptions) => {
      const isFolder = (await stat(path)).isDirectory();
      const files = isFolder ? await inspectFolder(path) : [await inspectFile(path, path)];
      for (const inspected of files) {
        const { file, description } = inspected;
        if (json) await writeJson({ file, ...(description ?? { kind: 'missing' }) });
        else for (const line of linesOf(inspected, now)) await writeLine(line);
      }
    });
}

async function inspectFolder(dir: string): Promise<readonly InspectedFile[]> {
  const named = [...(await rootsIn(dir)), 'revocation.json', 'manifest.json', 'log.ndjson'];
  const found: InspectedFile[] = [];
  for (const file of named) {
    const inspected = await inspectFile(join(dir, file), file);
    if (inspected.description === undefined) continue;
    found.push(inspected);
    const { description } = inspected;
    if (description.kind === 'manifest') {
      found.push(...(await inspectParts(dir, description.document)));
    }
  }
  if (found.length > 0) return found;
  throw new CodedError('no-ruleset', `${dir}: holds no ruleset`);
}

/** The rules, the hosts and the deltas; of the other parts, those that are missing. */
async function inspectParts(
  dir: string,
  { parts, deltas }: Manifest,
): Promise<readonly InspectedFile[]> {
  const { rules, hosts, freshHosts, ...others } = parts;
  const found: InspectedFile[] = [];
  for (const { sha256 } of [rules, hosts, freshHosts, ...deltas]) {
    const file = `parts/${sha256}`;
    found.push(await inspectFile(join(dir, file), file));
  }
  const names = new Set(await readdir(join(dir, 'parts')).catch(() => []));
  for (const { sha256 } of Object.values(others)) {
    if (!names.has(sha256)) found.push({ file: `parts/${sha256}`, description: undefined });
  }
  return found;
}

async function inspectFile(path: string, file: string): Promise<InspectedFile> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { file, description: undefined };
    throw error;
  }
  return { file, description: describeFile(file, bytes) };
}

/** The oldest first. */
async function rootsIn(dir: string): Promise<readonly string[]> {
  let names: readonly string[];
  try {
    names = await readdir(join(dir, 'roots'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
  return names
    .filter((name) => /^\d+\.json$/.test(name))
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .map((name) => `roots/${name}`);
}
