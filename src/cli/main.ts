#!/usr/bin/env node
/** The command line: one file for each command. */
import { Command, CommanderError } from 'commander';
import pkg from '../../package.json' with { type: 'json' };
import { accountCommand } from './account.ts';
import { backupCommand } from './backup.ts';
import { compileCommand } from './compile.ts';
import { completionCommand } from './completion.ts';
import { cosignCommand } from './cosign.ts';
import { diffCommand } from './diff.ts';
import { exitCodeOf, wordsOf } from './exit.ts';
import { explainCommand } from './explain.ts';
import { exposureCommand } from './exposure.ts';
import { fleetCommand } from './fleet.ts';
import { importCommand } from './import.ts';
import { inspectCommand } from './inspect.ts';
import { keygenCommand } from './keygen.ts';
import { linkRulesCommand } from './link-rules.ts';
import { policyCommand } from './policy/policy.ts';
import { publishCommand } from './publish.ts';
import { restoreCommand } from './restore.ts';
import { revokeCommand } from './revoke.ts';
import { rootCommand } from './root.ts';
import { rotateCommand } from './rotate.ts';
import { serveCommand } from './serve.ts';
import { signCommand } from './sign.ts';
import { sourcesCommand } from './sources.ts';
import { verifyCommand } from './verify.ts';
import { verifyLogCommand } from './verify-log.ts';
import { verifyStatementCommand } from './verify-statement.ts';

const EXIT_CODES = `
Exit codes: 0 done; 1 refused, or a check failed; 2 bad input.`;

const program = new Command('link-guard')
  .description('Guards links: explains them, makes and checks rulesets, runs the policy service.')
  .version(pkg.version)
  .addHelpText('after', EXIT_CODES);

for (const command of [
  explainCommand(pkg.version),
  linkRulesCommand(),
  policyCommand(pkg.version),
  importCommand(),
  compileCommand(),
  verifyCommand(),
  verifyLogCommand(),
  verifyStatementCommand(),
  inspectCommand(),
  diffCommand(),
  signCommand(),
  keygenCommand(),
  rootCommand(),
  rotateCommand(),
  cosignCommand(),
  revokeCommand(),
  publishCommand(),
  sourcesCommand(),
  serveCommand(pkg.version),
  accountCommand(),
  exposureCommand(),
  fleetCommand(),
  backupCommand(),
  restoreCommand(),
  completionCommand(() => program),
]) {
  program.addCommand(command.exitOverride());
}

// A reader that has seen enough, like `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

try {
  await program.exitOverride().parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
  // Commander has already said what is wrong with an option.
  if (!(error instanceof CommanderError)) {
    process.stderr.write(`error: ${wordsOf(error)}\n`);
  }
}
