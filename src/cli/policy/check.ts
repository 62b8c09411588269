import { Command } from 'commander';
import { type EffectiveValue, faultText, managedDigest } from '../../policy/index.ts';
import { OK, REFUSED } from '../exit.ts';
import { POLICY_OPTION, parseInstant, parseVersion, readPolicy } from '../options.ts';
import { writeJson, writeLine } from '../output.ts';
import { type WideEntry, wideEntriesOf, wideEntryText } from './check-lists.ts';
import { faultsOfRoot } from './check-root.ts';
import { checkSettings, effectiveOf, type SettingsCheck } from './check-settings.ts';
import { readSettingsFile } from './read-settings.ts';

const MORE = `
The file holds the settings alone, or is a policy file of Chrome, Edge or Firefox with them in it.
Exit code 1 where something in it would be left out. What is warned of holds as it stands.`;

interface CheckOptions {
  readonly json?: true;
  readonly policy: string;
  readonly now?: number;
  readonly clientVersion: string;
}

export function checkCommand(version: string): Command {
  return new Command('check')
    .description('say what is wrong with settings, and every value that comes of them')
    .argument('<file>', 'settings as JSON')
    .option('--policy <name|file>', POLICY_OPTION, 'everyday')
    .option('--now <iso>', 'the instant to answer for', parseInstant)
    .option('--client-version <version>', 'version of the client', parseVersion, version)
    .option('--json', 'print one JSON object')
    .addHelpText('after', MORE)
    .action(async (file: string, options: CheckOptions) => {
      const read = await readSettingsFile(file);
      const now = options.now ?? Date.now();
      const parsed = checkSettings(read);
      const { settings, droppedByBrowser, isComplete } = parsed;
      const faults = [...parsed.faults, ...(await faultsOfRoot(settings, now))];
      const warnings = wideEntriesOf(settings);
      const values = effectiveOf(settings, {
        policy: await readPolicy(options.policy),
        now,
        version: options.clientVersion,
      });
      if (options.json) {
        const { form } = read;
        const digest = managedDigest(settings);
        const wrong = { faults, droppedByBrowser, warnings };
        await writeJson({ file, form, isComplete, digest, ...wrong, values });
      } else {
        await writeReport({ ...parsed, faults }, warnings, values);
      }
      const isRight = faults.length === 0 && droppedByBrowser.length === 0 && isComplete;
      process.exitCode = isRight ? OK : REFUSED;
    });
}

async function writeReport(
  { settings, faults, droppedByBrowser, isComplete }: SettingsCheck,
  warnings: readonly WideEntry[],
  values: readonly EffectiveValue[],
): Promise<void> {
  for (const fault of faults) await writeLine(`left out: ${faultText(fault)}`);
  for (const fault of droppedByBrowser) {
    await writeLine(`dropped by the browser: ${faultText(fault)}`);
  }
  for (const warning of warnings) await writeLine(`warning: ${wideEntryText(warning)}`);
  if (!isComplete) await writeLine('not complete: format: expected 1');
  await writeLine(`digest: ${managedDigest(settings)}`);
  for (const value of values) await writeLine(valueLine(value));
}

function valueLine({ key, value, source }: EffectiveValue): string {
  return `${key}: ${textOf(value)} (${source})`;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
