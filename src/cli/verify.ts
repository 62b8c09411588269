import { Command } from 'commander';
import { CodedError, isExpired, PART_NAMES } from '../policy/index.ts';
import { type VerifiedRuleset, verifyPublished } from '../service/publish/index.ts';
import { parseInstant, ROOT_OPTION, readAnchor } from './options.ts';
import { writeJson, writeLine } from './output.ts';

interface VerifyOptions {
  readonly root?: string;
  readonly now?: number;
  readonly json?: true;
}

const MORE = `
Checks the chain of roots, that the one of --root is in it, the revocation, the signatures of the
ruleset, every part, that the rules list
every host that stands there in plain, that every delta gives the rules that it should, and that nothing has expired.
Of the log: that each line goes on from the one before it up to the ruleset, the whole line of the
ruleset, and the rules and their number of each version for which there is a delta. Not checked: the
dates of former versions, what the log says of rules for which there is no delta, and files in
parts/ that nothing names.`;

export function verifyCommand(): Command {
  return new Command('verify')
    .description('check everything in a folder of rulesets, from its root on')
    .argument('<dir>', 'folder in which the ruleset is published')
    .option('--root <file>', ROOT_OPTION)
    .option('--now <iso>', 'the instant to check expiries at', parseInstant)
    .option('--json', 'print what was found as JSON')
    .addHelpText('after', MORE)
    .action(async (dir: string, options: VerifyOptions) => {
      const anchor = options.root === undefined ? undefined : await readAnchor(options.root);
      const verified = await verifyPublished(dir, anchor);
      if (options.json) await writeJson(summaryOf(verified, options.root));
      else await writeReport(verified, options.root);
      checkExpiries(verified, options.now ?? Date.now());
    });
}

function summaryOf(verified: VerifiedRuleset, anchor: string | undefined) {
  const { manifest, head, trust, rootCount, logEntries, isLogWhole, hostLists } = verified;
  const { root, revocation = null } = trust;
  const hosts = { blocked: hostLists.blocked.length, cleared: hostLists.cleared.length };
  const log = { entries: logEntries.length, isWhole: isLogWhole };
  return { anchor: anchor ?? null, manifest, head, root, rootCount, revocation, log, hosts };
}

async function writeReport(verified: VerifiedRuleset, anchor: string | undefined): Promise<void> {
  const { manifest, head, trust, rootCount, logEntries, isLogWhole, hostLists } = verified;
  const { version, issuedAt, expiresAt, policyId, ruleCount, parts, deltas } = manifest;
  const { root, revocation } = trust;
  await writeLine(`version ${version}, ${ruleCount} rules, policy ${policyId}`);
  await writeLine(`issued ${issuedAt}, expires ${expiresAt}`);
  await writeLine(`root ${root.number}, expires ${root.expiresAt}; ${rootCount} in its chain`);
  await writeLine(
    anchor === undefined
      ? 'trusted: the first root of the folder itself, because --root names no other'
      : `trusted: ${anchor}`,
  );
  const { keyIds, versions } = revocation ?? { keyIds: [], versions: [] };
  await writeLine(`revoked: ${keyIds.length} keys, ${versions.length} versions`);
  for (const name of PART_NAMES) {
    await writeLine(`part ${name}: ${parts[name].size} bytes, ${parts[name].sha256}`);
  }
  const { blocked, cleared } = hostLists;
  await writeLine(`hosts in plain: ${blocked.length} blocked, ${cleared.length} cleared`);
  for (const { from, size, sha256 } of deltas) {
    await writeLine(`delta from ${from}: ${size} bytes, ${sha256}`);
  }
  const from = isLogWhole ? 'the first version' : `version ${logEntries[0]?.version}`;
  await writeLine(`log: ${logEntries.length} versions from ${from} on, head ${head}`);
}

function checkExpiries({ manifest, trust }: VerifiedRuleset, now: number): void {
  if (isExpired(manifest, now)) {
    throw new CodedError('expired', `ruleset ${manifest.version}: expired ${manifest.expiresAt}`);
  }
  const { root } = trust;
  if (isExpired(root, now)) {
    throw new CodedError('root-expired', `root ${root.number}: expired ${root.expiresAt}`);
  }
}
