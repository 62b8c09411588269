import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { type CompileReport, formatReview, type Manifest } from '../policy/index.ts';
import { ensureKeys, type ListSource, publishRuleset } from '../service/index.ts';
import {
  LIST_OPTION,
  POLICY_OPTION,
  parseDays,
  parseListOption,
  parseRepeated,
  parseZone,
  readDecisions,
  readPolicy,
  readSigningKeys,
} from './options.ts';
import { writeJson, writeLine } from './output.ts';

interface CompileOptions {
  readonly list?: readonly ListSource[];
  readonly policy: string;
  readonly out: string;
  readonly key?: readonly string[];
  readonly days?: number;
  readonly zone?: readonly string[];
  readonly seed: boolean;
  readonly allowShrink?: true;
  readonly review?: string;
  readonly reviewed?: string;
  readonly json?: true;
}

/** Refused lines that are shown of each run; `--json` has them all. */
const SHOWN = 20;

export function compileCommand(): Command {
  return new Command('compile')
    .description('compile lists into a signed ruleset')
    .option('--list <name=file|url[@violation[@format]]>', LIST_OPTION, parseListOption)
    .option('--policy <name|file>', POLICY_OPTION, 'everyday')
    .requiredOption('--out <dir>', 'folder to publish in; its root says whose signature counts')
    .option(
      '--key <file>',
      'key to sign with, may be repeated; by default data/keys/ruleset.json, made with its root when missing',
      parseRepeated,
    )
    .option('--days <number>', 'how long it is good for; 30 unless named', parseDays)
    .option(
      '--zone <suffix>',
      'the ruleset has a say on hosts under it alone, may be repeated; on every host unless named',
      parseZone,
    )
    .option('--no-seed', 'leave out the lists that come with the package')
    .option('--allow-shrink', 'publish even if less than half of the rules are left')
    .option('--review <file>', 'write what people have to decide there, a line of JSON each')
    .option('--reviewed <file>', 'what they decided: such lines with "decision", "by" and "why"')
    .option('--json', 'print the manifest and the whole report as JSON')
    .action(async (options: CompileOptions) => {
      const policy = await readPolicy(options.policy);
      const decisions = options.reviewed === undefined ? [] : await readDecisions(options.reviewed);
      const keys =
        options.key === undefined
          ? [(await ensureKeys('data', options.out)).ruleset]
          : await readSigningKeys(options.key);
      const { manifest, report } = await publishRuleset({
        dir: options.out,
        ...{ keys, policy, decisions },
        grades: {},
        sources: options.list ?? [],
        now: Date.now(),
        withSeed: options.seed,
        lifetimeDays: options.days,
        zones: options.zone,
        allowShrink: options.allowShrink === true,
      });
      if (options.review !== undefined) {
        await writeFile(options.review, formatReview(report.review));
      }
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
