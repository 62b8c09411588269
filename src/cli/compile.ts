import { join } from 'node:path';
import { Command } from 'commander';
import type { CompileReport, Manifest } from '../policy/index.ts';
import {
  ensureSigningKey,
  type ListSource,
  publishRuleset,
  readSigningKey,
} from '../service/index.ts';
import { LIST_OPTION, POLICY_OPTION, parseListOption, readPolicy } from './options.ts';
import { writeJson, writeLine } from './output.ts';

interface CompileOptions {
  readonly list?: readonly ListSource[];
  readonly policy: string;
  readonly out: string;
  readonly key?: string;
  readonly seed: boolean;
  readonly json?: true;
}

/** Refused lines that are shown of each run; `--json` has them all. */
const SHOWN = 20;

export function compileCommand(): Command {
  return new Command('compile')
    .description('compile lists into a signed ruleset')
    .option('--list <name=file|url[@violation[@format]]>', LIST_OPTION, parseListOption)
    .option('--policy <name|file>', POLICY_OPTION, 'everyday')
    .requiredOption('--out <dir>', 'folder for manifest.json and parts/')
    .option('--key <file>', 'key to sign with; by default data/signing-key.json, made when missing')
    .option('--no-seed', 'leave out the lists that come with the package')
    .option('--json', 'print the manifest and the whole report as JSON')
    .action(async (options: CompileOptions) => {
      const policy = await readPolicy(options.policy);
      const key =
        options.key === undefined
          ? await ensureSigningKey('data')
          : await readSigningKey(options.key);
      const { manifest, report } = await publishRuleset({
        dir: options.out,
        ...{ key, policy },
        grades: {},
        sources: options.list ?? [],
        now: Date.now(),
        withSeed: options.seed,
      });
      if (options.json) await writeJson({ manifest, report });
      else await writeReport(options.out, manifest, report);
    });
}

async function writeReport(out: string, manifest: Manifest, report: CompileReport): Promise<void> {
  await writeLine(
    `${join(out, 'manifest.json')}: version ${manifest.version}, ${report.ruleCount} rules, policy ${manifest.policyId}, expires ${manifest.expiresAt}`,
  );
  for (const { list, entries, rules, duplicates, review, refused } of report.perList) {
    await writeLine(
      `list ${list}: ${entries} entries, ${rules} rules, ${duplicates} duplicates, ${review} to review, ${refused} lines refused`,
    );
  }
  for (const { list, expression, reason } of report.review.slice(0, SHOWN)) {
    await writeLine(`review ${list}: ${expression}: ${reason}`);
  }
  for (const { list, line, rule } of report.refused.slice(0, SHOWN)) {
    await writeLine(`refused ${list}: line ${line}: ${rule}`);
  }
  const more =
    Math.max(report.review.length - SHOWN, 0) + Math.max(report.refused.length - SHOWN, 0);
  if (more > 0) await writeLine(`${more} more; --json shows all`);
}
