/** The options that say who is to speak in which role of a root. */
import type { Command } from 'commander';
import type { Role } from '../policy/index.ts';
import type { MadeRoot, RoleChange } from '../service/index.ts';
import {
  parseDays,
  parseRepeated,
  parseThreshold,
  readPublicKey,
  readSigningKeys,
} from './options.ts';
import { writeJson, writeLine } from './output.ts';

export interface RoleOptions {
  readonly rootKey?: readonly string[];
  readonly rootThreshold?: number;
  readonly rulesetKey?: readonly string[];
  readonly rulesetThreshold?: number;
  readonly revocationKey?: readonly string[];
  readonly revocationThreshold?: number;
  readonly sign: readonly string[];
  readonly days: number;
  readonly json?: true;
}

const LIFETIME_DAYS = 365;

export function withRoleOptions(command: Command): Command {
  return command
    .argument('<dir>', 'folder in which rulesets are published')
    .option('--root-key <file>', 'key that signs roots; may be repeated', parseRepeated)
    .option('--root-threshold <number>', 'how many of them must sign', parseThreshold)
    .option('--ruleset-key <file>', 'key that signs rulesets; may be repeated', parseRepeated)
    .option('--ruleset-threshold <number>', 'how many of them must sign', parseThreshold)
    .option('--revocation-key <file>', 'key that revokes; may be repeated', parseRepeated)
    .option('--revocation-threshold <number>', 'how many of them must sign', parseThreshold)
    .requiredOption('--sign <file>', 'key to sign this root with; may be repeated', parseRepeated)
    .option('--days <number>', 'how long the root is good for', parseDays, LIFETIME_DAYS)
    .option('--json', 'print the root as JSON');
}

/** A key is named by its file; of those that only speak, the public half will do. */
export async function readRoles(options: RoleOptions) {
  const change = async (
    files: readonly string[] = [],
    threshold?: number,
  ): Promise<RoleChange> => ({
    keys: await Promise.all(files.map(readPublicKey)),
    threshold,
  });
  const roles: Record<Role, RoleChange> = {
    root: await change(options.rootKey, options.rootThreshold),
    ruleset: await change(options.rulesetKey, options.rulesetThreshold),
    revocation: await change(options.revocationKey, options.revocationThreshold),
  };
  const keys = await readSigningKeys(options.sign);
  return { roles, keys, now: Date.now(), lifetimeDays: options.days };
}

export async function writeRootReport(
  { root, path, isRulesetGood }: MadeRoot,
  { json }: RoleOptions,
): Promise<void> {
  if (json) return writeJson({ root, isRulesetGood });
  await writeLine(`${path}: root ${root.number}, expires ${root.expiresAt}`);
  for (const [role, { keyIds, threshold }] of Object.entries(root.roles)) {
    await writeLine(`${role}: ${threshold} of ${keyIds.join(', ')}`);
  }
  if (!isRulesetGood) await writeLine(PUBLISH_AGAIN);
}

export const PUBLISH_AGAIN =
  'what is published does not count any more: compile it anew with a key that may sign';
