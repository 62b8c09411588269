import { Command, InvalidArgumentError } from 'commander';
import { revoke } from '../service/publish/index.ts';
import { parseRepeated, readSigningKeys } from './options.ts';
import { writeJson, writeLine } from './output.ts';
import { PUBLISH_AGAIN } from './role-options.ts';

interface RevokeCommandOptions {
  readonly keyId?: readonly string[];
  readonly ruleset?: readonly number[];
  readonly sign: readonly string[];
  readonly json?: true;
}

export function revokeCommand(): Command {
  return new Command('revoke')
    .description('take keys or versions out of force, at once and for good')
    .argument('<dir>', 'folder in which rulesets are published')
    .option('--key-id <id>', 'key that may sign no ruleset; may be repeated', parseRepeated)
    .option('--ruleset <version>', 'version that nobody may use; may be repeated', parseVersions)
    .requiredOption('--sign <file>', 'revocation key to sign with; may be repeated', parseRepeated)
    .option('--json', 'print the revocation as JSON')
    .action(async (dir: string, options: RevokeCommandOptions) => {
      const { revocation, isRulesetGood } = await revoke({
        dir,
        keyIds: options.keyId ?? [],
        versions: options.ruleset ?? [],
        keys: await readSigningKeys(options.sign),
        now: Date.now(),
      });
      if (options.json) return writeJson({ revocation, isRulesetGood });
      const { number, keyIds, versions } = revocation;
      await writeLine(
        `revocation ${number}: ${keyIds.length} keys, ${versions.length} versions of the ruleset`,
      );
      if (!isRulesetGood) await writeLine(PUBLISH_AGAIN);
    });
}

function parseVersions(text: string, former: readonly number[] = []): number[] {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('expected a version');
  return [...former, Number(text)];
}
