import { Command } from 'commander';
import { CodedError, isExpired, PART_NAMES } from '../policy/index.ts';
import { readPublished } from '../service/index.ts';
import { parseInstant, readRootKey } from './options.ts';
import { writeJson, writeLine } from './output.ts';

interface VerifyOptions {
  readonly key: string;
  readonly now?: number;
  readonly json?: true;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description('check a published ruleset: signature, parts, expiry')
    .argument('<dir>', 'folder with manifest.json and parts/')
    .requiredOption('--key <file>', 'the key that must have signed it; the public half will do')
    .option('--now <iso>', 'the instant to check the expiry at', parseInstant)
    .option('--json', 'print the manifest as JSON')
    .action(async (dir: string, options: VerifyOptions) => {
      const { manifest } = await readPublished(dir, [await readRootKey(options.key)]);
      if (options.json) {
        await writeJson(manifest);
      } else {
        const { version, issuedAt, expiresAt, policyId, ruleCount, parts } = manifest;
        await writeLine(`version ${version}, ${ruleCount} rules, policy ${policyId}`);
        await writeLine(`issued ${issuedAt}, expires ${expiresAt}`);
        for (const name of PART_NAMES) {
          await writeLine(`part ${name}: ${parts[name].size} bytes, ${parts[name].sha256}`);
        }
      }
      if (isExpired(manifest, options.now ?? Date.now())) {
        throw new CodedError(
          'expired',
          `ruleset ${manifest.version}: expired ${manifest.expiresAt}`,
        );
      }
    });
}
