import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { type CompileReport, formatReview, type Manifest } from '../policy/index.ts';
import { ensureKeys, type ListSource, publishRuleset } from '../service/publish/index.ts';
import {
  ALLOWING_OPTION,
  LIST_OPTION,
  POLICY_OPTION,
  parseListOption,
  parseRepeated,
  parseRulesetDays,
  parseZone,
  REVIEW_OPTION,
  REVIEWED_OPTION,
  readDecisions,
  readPolicy,
  readSigningKeys,
  sourcesOf,
} from './options.ts';
import { writeJson, writeLine } from './output.ts';
import { conflictLines, listLines, refusedLines, reviewLines } from './report.ts';

interface CompileOptions {
  readonly list?: readonly ListSource[];
  readonly allowing?: readonly string[];
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

export function compileCommand(): Command {
  return new Command('compile')
    .description('compile lists into a signed ruleset')
    .option('--list <name=file|url[@violation[@format]]>', LIST_OPTION, parseListOption)
    .option('--allowing <name>', ALLOWING_OPTION, parseRepeated)
    .option('--policy <name|file>', POLICY_OPTION, 'everyday')
    .requiredOption('--out <dir>', 'folder to publish in; its root says whose signature counts')
    .option(
      '--key <file>',
      'key to sign with, may be repeated; by default data/keys/ruleset.json, made with its root when missing',
      parseRepeated,
    )
    .option(
      '--days <number>',
      'how long it is good for, 90 at most; 30 unless named',
      parseRulesetDays,
    )
    .option(
      '--zone <suffix>',
      'the ruleset has a say on hosts under it alone, may be repeated; on every host unless named',
      parseZone,
    )
    .option('--no-seed', 'leave out the lists that come with the package')
    .option('--allow-shrink', 'publish even if less than half of the rules are left')
    .option('--review <file>', REVIEW_OPTION)
    .option('--reviewed <file>', REVIEWED_OPTION)
    .option('--json', 'print the manifest and the whole report as JSON')
    .action(async (options: CompileOptions) => {
      const policy = await readPolicy(options.policy);
      const sources = sourcesOf(options);
      const decisions = await readDecisions(options.reviewed);
      const keys =
        options.key === undefined
          ? [(await ensureKeys('data', options.out)).ruleset]
          : await readSigningKeys(options.key);
      const { manifest, report } = await publishRuleset({
        dir: options.out,
        ...{ keys, policy, decisions, sources },
        grades: {},
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
  const lines = [
    ...listLines(report),
    ...conflictLines(report.conflicts),
    ...reviewLines(report),
    ...refusedLines(report),
  ];
  for (const line of lines) await writeLine(line);
}
