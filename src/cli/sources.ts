import { Command } from 'commander';
import { codeOf } from '../policy/index.ts';
import {
  checkSource,
  fetchSource,
  readSourceFile,
  type ScheduledSource,
} from '../service/publish/index.ts';
import { REFUSED, wordsOf } from './exit.ts';
import { writeJson, writeLine } from './output.ts';

interface Checked {
  readonly list: string;
  readonly from: string;
  readonly entries: number;
  /** Why it would not be taken. */
  readonly refused?: { readonly code: string; readonly reason: string };
}

export function sourcesCommand(): Command {
  const command = new Command('sources').description('the lists that a ruleset is made of');
  command
    .command('check')
    .description('fetch every list of a file once and say what would become of it; keep nothing')
    .argument('<file>', 'as for serve --sources')
    .option('--json', 'print an object for each list')
    .action(async (file: string, { json }: { readonly json?: true }) => {
      const checked: Checked[] = [];
      for (const source of await readSourceFile(file)) checked.push(await check(source));
      for (const each of checked) {
        if (json) await writeJson(each);
        else await writeLine(lineOf(each));
      }
      if (checked.some(({ refused }) => refused !== undefined)) process.exitCode = REFUSED;
    });
  return command;
}

async function check(source: ScheduledSource): Promise<Checked> {
  const { name: list, from } = source;
  try {
    return { list, from, entries: checkSource(source, await fetchSource(source), 0) };
  } catch (error) {
    const refused = { code: codeOf(error) ?? 'broken', reason: wordsOf(error) };
    return { list, from, entries: 0, refused };
  }
}

function lineOf({ list, entries, refused }: Checked): string {
  return refused === undefined ? `list ${list}: ${entries} entries` : `refused: ${refused.reason}`;
}
