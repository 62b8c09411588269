import { Command } from 'commander';
import { ROLES, type Root } from '../policy/index.ts';
import { draftFirstRoot, installFirstRoot, makeFirstRoot } from '../service/publish/index.ts';
import { type RoleOptions, runRoleCommand, withRoleOptions } from './role-options.ts';

export function rootCommand(): Command {
  return withRoleOptions(new Command('root'))
    .description('make the first root: say which keys may sign what')
    .action(async (dir: string, options: RoleOptions, command: Command) => {
      const root = await runRoleCommand(dir, options, command, {
        make: makeFirstRoot,
        draft: draftFirstRoot,
        install: installFirstRoot,
      });
      if (isOneForAll(root)) {
        process.stderr.write('note: one key has all three roles: its thief can do everything\n');
      }
    });
}

function isOneForAll({ roles }: Root): boolean {
  return new Set(ROLES.flatMap((role) => roles[role].keyIds)).size === 1;
}
