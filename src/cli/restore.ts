import { Command } from 'commander';
import { restore } from '../service/index.ts';
import { databaseOption } from './options.ts';
import { writeJson, writeLine } from './output.ts';

interface RestoreOptions {
  readonly data: string;
  readonly database?: string;
  readonly from: string;
  readonly json?: true;
}

export function restoreCommand(): Command {
  return new Command('restore')
    .description(
      'fill an empty store from a backup; of its ruleset and what is there, the newer stays',
    )
    .requiredOption('--from <dir>', 'folder of the backup')
    .option('--data <dir>', 'folder for keys, ruleset and database', 'data')
    .addOption(databaseOption())
    .option('--json', 'print what was done as JSON')
    .action(async (options: RestoreOptions) => {
      const { data: dataDir, database, from: dir } = options;
      const report = await restore({ dataDir, database, dir });
      const { rows, hasRuleset } = report;
      if (options.json) await writeJson(report);
      else
        await writeLine(
          `${rows} rows; ${hasRuleset ? 'the ruleset is checked and in place' : 'no ruleset'}; the keys were not in the backup`,
        );
    });
}
