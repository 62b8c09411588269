import { readFile, stat } from 'node:fs/promises';
import { Command } from 'commander';
import {
  CodedError,
  diffRules,
  type HostLists,
  type KindChange,
  type RulesDiff,
  type RulesState,
} from '../policy/index.ts';
import { readPublished } from '../service/publish/index.ts';
import { describeFile } from './describe-file.ts';
import { writeJson, writeLine } from './output.ts';

/** Hashes that are shown of each kind; `--json` has them all. */
const SHOWN = 20;

const MORE = `
A folder is checked as verify checks it, and the hashes of rules are named; of a file of rules, it
can only be counted what changed.`;

export function diffCommand(): Command {
  return new Command('diff')
    .description('say what changed between two versions of the rules')
    .argument('<from>', 'folder in which a ruleset is published, or a file of rules')
    .argument('<to>', 'folder or file of the later version')
    .option('--json', 'print all changes as one JSON object')
    .addHelpText('after', MORE)
    .action(async (from: string, to: string, { json }: { readonly json?: true }) => {
      const before = await readState(from);
      const after = await readState(to);
      const diff = diffRules(before, after);
      const hosts = diffHosts(before.hostLists, after.hostLists);
      if (json) await writeJson({ ...diff, hosts });
      else await writeReport(diff, hosts);
    });
}

interface State extends RulesState {
  readonly hostLists?: HostLists;
}

async function readState(path: string): Promise<State> {
  if ((await stat(path)).isDirectory()) {
    const { parts, hostLists } = await readPublished(path);
    return { ...parts, hostLists };
  }
  const rules = await readFile(path);
  if (describeFile(path, rules).kind === 'rules') return { rules };
  throw new CodedError('bad-file', `${path}: not a file of rules`);
}

interface HostChange {
  readonly list: keyof HostLists;
  readonly before: number;
  readonly after: number;
  readonly added: number;
  readonly removed: number;
}

/** Null where a file of rules was given, which does not tell its hosts. */
function diffHosts(
  from: HostLists | undefined,
  to: HostLists | undefined,
): readonly HostChange[] | null {
  if (from === undefined || to === undefined) return null;
  return (['blocked', 'cleared'] as const).map((list) => {
    const before = new Set(from[list]);
    const after = new Set(to[list]);
    return {
      ...{ list, before: before.size, after: after.size },
      added: [...after].filter((host) => !before.has(host)).length,
      removed: [...before].filter((host) => !after.has(host)).length,
    };
  });
}

async function writeReport(
  { before, after, kinds, size, deltaSize }: RulesDiff,
  hosts: readonly HostChange[] | null,
): Promise<void> {
  const changed = kinds.filter(isChanged);
  await writeLine(`${before} rules before, ${after} after, ${changed.length} kinds changed`);
  for (const kind of changed) {
    const { effect, violation, severity, list, added, removed } = kind;
    const counts = added && removed ? `${added.length} added, ${removed.length} removed, ` : '';
    await writeLine(
      `list ${list}, ${effect}, ${violation}, ${severity}: ${counts}${kind.before} before, ${kind.after} after`,
    );
    await writeHashes('+', added ?? []);
    await writeHashes('-', removed ?? []);
  }
  for (const { list, added, removed, ...counts } of hosts ?? []) {
    await writeLine(
      `hosts ${list}: ${added} added, ${removed} removed, ${counts.before} before, ${counts.after} after`,
    );
  }
  await writeLine(`delta: ${deltaSize} bytes; whole: ${size} bytes`);
}

function isChanged({ before, after, added = [], removed = [] }: KindChange): boolean {
  return before !== after || added.length + removed.length > 0;
}

async function writeHashes(sign: '+' | '-', hashes: readonly string[]): Promise<void> {
  for (const hash of hashes.slice(0, SHOWN)) await writeLine(`${sign} ${hash}`);
  const more = hashes.length - SHOWN;
  if (more > 0) await writeLine(`${sign} ${more} more; --json shows all`);
}
