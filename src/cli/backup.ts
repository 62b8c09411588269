import { Command } from 'commander';
import { backUp } from '../service/index.ts';
import { databaseOption } from './options.ts';
import { writeJson, writeLine } from './output.ts';

interface BackupOptions {
  readonly data: string;
  readonly database?: string;
  readonly out: string;
  readonly json?: true;
}

export function backupCommand(): Command {
  return new Command('backup')
    .description(
      'copy the store and the published ruleset into a folder, while the service goes on',
    )
    .requiredOption('--out <dir>', 'new folder for the backup')
    .option('--data <dir>', 'folder for keys, ruleset and database', 'data')
    .addOption(databaseOption())
    .option('--json', 'print what was done as JSON')
    .action(async (options: BackupOptions) => {
      const { data: dataDir, database, out: dir } = options;
      const report = await backUp({ dataDir, database, dir });
      const { rows, hasRuleset } = report;
      if (options.json) await writeJson(report);
      else
        await writeLine(
          `${dir}: ${rows} rows; ${hasRuleset ? 'the ruleset' : 'no ruleset'}; the keys are not in it`,
        );
    });
}
