import { Command } from 'commander';
import { makeFirstRoot } from '../service/index.ts';
import { type RoleOptions, readRoles, withRoleOptions, writeRootReport } from './role-options.ts';

export function rootCommand(): Command {
  return withRoleOptions(new Command('root'))
    .description('make the first root: say which keys may sign what')
    .action(async (dir: string, options: RoleOptions) => {
      await writeRootReport(await makeFirstRoot({ dir, ...(await readRoles(options)) }), options);
    });
}
