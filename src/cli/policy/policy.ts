/** Commands for an administrator's settings: before they are rolled out, and to find out why. */
import { Command } from 'commander';
import { checkCommand } from './check.ts';
import { diffCommand } from './diff.ts';
import { explainCommand } from './explain.ts';
import { filesCommand } from './files.ts';

export function policyCommand(version: string): Command {
  const command = new Command('policy').description(
    "check and explain an administrator's settings",
  );
  for (const one of [
    checkCommand(version),
    explainCommand(version),
    diffCommand(version),
    filesCommand(),
  ]) {
    command.addCommand(one.exitOverride());
  }
  return command;
}
