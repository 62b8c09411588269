import { Command } from 'commander';
import { draftNextRoot, installNextRoot, makeNextRoot } from '../service/publish/index.ts';
import { type RoleOptions, runRoleCommand, withRoleOptions } from './role-options.ts';

const MORE = `
A role of which no key is named keeps its keys. Enough root keys of the root before and of the new
one must sign: where they are on several machines, with --draft, cosign and --from. Let the old and
the new key sign the ruleset before its key is changed.`;

export function rotateCommand(): Command {
  return withRoleOptions(new Command('rotate'))
    .description('make the next root: change keys, or renew what expires')
    .addHelpText('after', MORE)
    .action(async (dir: string, options: RoleOptions, command: Command) => {
      await runRoleCommand(dir, options, command, {
        make: makeNextRoot,
        draft: draftNextRoot,
        install: installNextRoot,
      });
    });
}
