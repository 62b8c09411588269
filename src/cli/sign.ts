import { Command } from 'commander';
import { signAgain } from '../service/publish/index.ts';
import { parseRepeated, parseRulesetDays, readSigningKeys } from './options.ts';
import { writeJson, writeLine } from './output.ts';

interface SignOptions {
  readonly key: readonly string[];
  readonly days?: number;
  readonly json?: true;
}

export function signCommand(): Command {
  return new Command('sign')
    .description('sign the published ruleset again, under a new version and expiry')
    .argument('<dir>', 'folder in which it is published')
    .requiredOption('--key <file>', 'key to sign with; may be repeated', parseRepeated)
    .option(
      '--days <number>',
      'how long it is good for, 90 at most; 30 unless named',
      parseRulesetDays,
    )
    .option('--json', 'print the manifest as JSON')
    .action(async (dir: string, { key, days, json }: SignOptions) => {
      const keys = await readSigningKeys(key);
      const manifest = await signAgain({ dir, keys, now: Date.now(), lifetimeDays: days });
      if (json) await writeJson(manifest);
      else await writeLine(`version ${manifest.version}, expires ${manifest.expiresAt}`);
    });
}
