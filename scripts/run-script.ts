/** The outermost catch of a script: bad news in one line, and an exit code. */
import { type Command, CommanderError } from 'commander';
import { complain, reasonOf } from './say.ts';

/** Exit code 1 for what failed, 2 for options that do not make sense. */
export async function runScript(command: Command): Promise<void> {
  try {
    await command.exitOverride().allowExcessArguments(false).parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has already said what is wrong, or printed the help.
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    complain(`${command.name()}: ${reasonOf(error)}`);
    process.exitCode = 1;
  }
}
