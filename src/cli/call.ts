/** One call of the command line. A command has a file of its own, which is loaded when it is called. */
import { Command, CommanderError } from 'commander';
import pkg from '../../package.json' with { type: 'json' };
import { exitCodeOf, wordsOf } from './exit.ts';

const EXIT_CODES = `
Exit codes: 0 done; 1 refused, or a check failed; 2 bad input.`;

const COMMANDS: Readonly<Record<string, (program: Command) => Promise<Command>>> = {
  explain: async () => (await import('./explain.ts')).explainCommand(pkg.version),
  'link-rules': async () => (await import('./link-rules.ts')).linkRulesCommand(),
  policy: async () => (await import('./policy/policy.ts')).policyCommand(pkg.version),
  import: async () => (await import('./import.ts')).importCommand(),
  compile: async () => (await import('./compile.ts')).compileCommand(),
  verify: async () => (await import('./verify.ts')).verifyCommand(),
  'verify-log': async () => (await import('./verify-log.ts')).verifyLogCommand(),
  'verify-statement': async () => (await import('./verify-statement.ts')).verifyStatementCommand(),
  inspect: async () => (await import('./inspect.ts')).inspectCommand(),
  diff: async () => (await import('./diff.ts')).diffCommand(),
  sign: async () => (await import('./sign.ts')).signCommand(),
  keygen: async () => (await import('./keygen.ts')).keygenCommand(),
  root: async () => (await import('./root.ts')).rootCommand(),
  rotate: async () => (await import('./rotate.ts')).rotateCommand(),
  cosign: async () => (await import('./cosign.ts')).cosignCommand(),
  revoke: async () => (await import('./revoke.ts')).revokeCommand(),
  publish: async () => (await import('./publish.ts')).publishCommand(),
  sources: async () => (await import('./sources.ts')).sourcesCommand(),
  serve: async () => (await import('./serve.ts')).serveCommand(pkg.version),
  account: async () => (await import('./account.ts')).accountCommand(),
  exposure: async () => (await import('./exposure.ts')).exposureCommand(),
  fleet: async () => (await import('./fleet.ts')).fleetCommand(),
  backup: async () => (await import('./backup.ts')).backupCommand(),
  restore: async () => (await import('./restore.ts')).restoreCommand(),
  completion: async (program) => (await import('./completion.ts')).completionCommand(() => program),
};

/** Runs the command that `words` name, and leaves its exit code with the process. */
export async function call(words: readonly string[]): Promise<void> {
  const program = new Command('link-guard')
    .description('Guards links: explains them, makes and checks rulesets, runs the policy service.')
    .version(pkg.version)
    .addHelpText('after', EXIT_CODES)
    .exitOverride();
  for (const name of namesToLoad(words[0] ?? '')) {
    const command = await COMMANDS[name]?.(program);
    if (command !== undefined) program.addCommand(command.exitOverride());
  }
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    // Commander has already said what is wrong with an option.
    if (!(error instanceof CommanderError)) {
      process.stderr.write(`error: ${wordsOf(error)}\n`);
    }
  }
}

/** Help and completion tell of all of them. */
function namesToLoad(called: string): readonly string[] {
  const isKnown = Object.hasOwn(COMMANDS, called) && called !== 'completion';
  return isKnown ? [called] : Object.keys(COMMANDS);
}
