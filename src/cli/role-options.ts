/** The options that say who is to speak in which role of a root, and what is made of them. */
import { type Command, Option } from 'commander';
import { openRootDraft, type Role, type Root, type RootDraft } from '../policy/index.ts';
import {
  type DraftedRoot,
  type MadeRoot,
  type RoleChange,
  type RootOptions,
  readDraft,
  writeDraft,
} from '../service/publish/index.ts';
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
  readonly sign?: readonly string[];
  readonly draft?: string;
  readonly from?: string;
  readonly days: number;
  readonly json?: true;
}

const LIFETIME_DAYS = 365;

/** What a draft says already. */
const NOT_OF_A_DRAFT = [
  ...['rootKey', 'rootThreshold', 'rulesetKey', 'rulesetThreshold'],
  ...['revocationKey', 'revocationThreshold', 'sign', 'days', 'draft'],
];

export interface RoleActions {
  readonly make: (options: RootOptions) => Promise<MadeRoot>;
  readonly draft: (options: RootOptions) => Promise<DraftedRoot>;
  readonly install: (dir: string, bytes: Uint8Array<ArrayBuffer>) => Promise<MadeRoot>;
}

export function withRoleOptions(command: Command): Command {
  return command
    .argument('<dir>', 'folder in which rulesets are published')
    .option('--root-key <file>', 'key that signs roots; may be repeated', parseRepeated)
    .option('--root-threshold <number>', 'how many of them must sign', parseThreshold)
    .option('--ruleset-key <file>', 'key that signs rulesets; may be repeated', parseRepeated)
    .option('--ruleset-threshold <number>', 'how many of them must sign', parseThreshold)
    .option('--revocation-key <file>', 'key that revokes; may be repeated', parseRepeated)
    .option('--revocation-threshold <number>', 'how many of them must sign', parseThreshold)
    .option('--sign <file>', 'key to sign this root with; may be repeated', parseRepeated)
    .option('--days <number>', 'how long the root is good for', parseDays, LIFETIME_DAYS)
    .option('--draft <file>', 'write it there, for others to cosign, and do not install it')
    .addOption(new Option('--from <file>', 'install this draft').conflicts(NOT_OF_A_DRAFT))
    .option('--json', 'print the root as JSON');
}

/** Gives the root that was made, drafted or installed. */
export async function runRoleCommand(
  dir: string,
  options: RoleOptions,
  command: Command,
  { make, draft, install }: RoleActions,
): Promise<Root> {
  if (options.from !== undefined) {
    return writeRootReport(await install(dir, await readDraft(options.from)), options);
  }
  if (options.sign === undefined) {
    command.error("error: required option '--sign <file>' not specified");
  }
  const named = { dir, ...(await readRoles(options)) };
  if (options.draft === undefined) return writeRootReport(await make(named), options);
  const { bytes, former } = await draft(named);
  const opened = await openRootDraft(bytes, former);
  await writeDraft(options.draft, bytes);
  return writeDraftReport(options.draft, opened, options.json);
}

/** A key is named by its file; of those that only speak, the public half will do. */
async function readRoles(options: RoleOptions): Promise<Omit<RootOptions, 'dir'>> {
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
  const keys = await readSigningKeys(options.sign ?? []);
  return { roles, keys, now: Date.now(), lifetimeDays: options.days };
}

async function writeRootReport(
  { root, path, isRulesetGood }: MadeRoot,
  { json }: RoleOptions,
): Promise<Root> {
  if (json) await writeJson({ root, isRulesetGood });
  else {
    await writeRoot(path, root);
    if (!isRulesetGood) await writeLine(PUBLISH_AGAIN);
  }
  return root;
}

/** Of a root that is not installed: what it says, who has signed it, and who has not. */
export async function writeDraftReport(
  path: string,
  draft: RootDraft,
  json: true | undefined,
): Promise<Root> {
  const { root, ofFormer, ofItself, isSigned } = draft;
  if (json) await writeJson({ ...draft, ofFormer: ofFormer ?? null });
  else {
    await writeRoot(path, root);
    for (const [name, signers] of [
      [`root ${root.number - 1}`, ofFormer],
      [`root ${root.number}`, ofItself],
    ] as const) {
      if (signers === undefined) continue;
      const { threshold, signed, missing } = signers;
      await writeLine(
        `keys of ${name}, of which ${threshold} must sign: signed ${listOf(signed)}; missing ${listOf(missing)}`,
      );
    }
    await writeLine(isSigned ? 'enough have signed' : 'more must sign');
  }
  return root;
}

async function writeRoot(path: string, root: Root): Promise<void> {
  await writeLine(`${path}: root ${root.number}, expires ${root.expiresAt}`);
  for (const [role, { keyIds, threshold }] of Object.entries(root.roles)) {
    await writeLine(`${role}: ${threshold} of ${keyIds.join(', ')}`);
  }
}

function listOf(keyIds: readonly string[]): string {
  return keyIds.length === 0 ? 'none' : keyIds.join(', ');
}

export const PUBLISH_AGAIN =
  'what is published does not count any more: compile it anew with a key that may sign';
