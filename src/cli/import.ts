import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import * as v from 'valibot';
import {
  CodedError,
  type CompileReport,
  formatLinkGuard,
  formatReview,
  type ImportedList,
  LIST_FORMATS,
  type ListFormat,
  ListNameSchema,
  selectEntries,
  VIOLATIONS,
  type Violation,
} from '../policy/index.ts';
import { compileLists, readSource } from '../service/publish/index.ts';
import { REVIEW_OPTION, REVIEWED_OPTION, readDecisions } from './options.ts';
import { writeJson, writeLine } from './output.ts';

interface ImportCommandOptions {
  readonly format?: ListFormat;
  readonly list?: string;
  readonly violation: Violation;
  readonly allowing?: true;
  readonly review?: string;
  readonly reviewed?: string;
  readonly out?: string;
  readonly strict?: true;
  readonly json?: true;
}

/** Lines that are shown of each reason; `--json` has them all. */
const SHOWN = 3;

export function importCommand(): Command {
  return new Command('import')
    .description('read a list and say what of it can become rules, and why the rest cannot')
    .argument('<file|url>', 'the list')
    .addOption(new Option('--format <format>', 'detected unless named').choices([...LIST_FORMATS]))
    .option('--list <name>', 'its name in evidence; that of the file unless named', parseListName)
    .addOption(
      new Option('--violation <violation>', 'what its entries are listed for')
        .choices([...VIOLATIONS])
        .default(VIOLATIONS[0]),
    )
    .option('--allowing', 'the list may also allow what others list')
    .option('--review <file>', REVIEW_OPTION)
    .option('--reviewed <file>', REVIEWED_OPTION)
    .option('--out <file>', 'write what becomes rules as a list of the format link-guard')
    .option('--strict', 'fail where a line is refused or somebody has to decide')
    .option('--json', 'print the whole report as JSON')
    .action(runImport);
}

async function runImport(from: string, options: ImportCommandOptions): Promise<void> {
  const { format, violation, allowing = false } = options;
  const name = options.list ?? nameOf(from);
  const decisions = await readDecisions(options.reviewed);
  const imported = await readSource({ name, from, violation, format, mayAllow: allowing });
  const { report } = compileLists([imported], { decisions });
  if (options.review !== undefined) await writeFile(options.review, formatReview(report.review));
  if (options.out !== undefined) {
    const { entries } = selectEntries([imported], decisions);
    await writeFile(options.out, formatLinkGuard(entries, imported.date));
  }
  if (options.json) await writeJson({ list: name, date: imported.date, ...report });
  else for (const line of linesOf(imported, report)) await writeLine(line);
  const open = report.refused.length + report.review.length;
  if (options.strict && open > 0) {
    throw new CodedError('refused', `list ${name}: ${open} entries are not carried over`);
  }
}

function linesOf({ date, lineCount }: ImportedList, report: CompileReport): readonly string[] {
  return [
    ...report.perList.map(
      ({ list, entries, rules, duplicates, review, dropped, refused }) =>
        `list ${list}${date === null ? '' : ` of ${date}`}: ${lineCount} lines, ${entries} entries, ${rules} rules, ${duplicates} duplicates, ${review} to review, ${dropped} dropped, ${refused} lines refused`,
    ),
    ...refusedByRule(report),
    ...report.review.map(({ expression, reason }) => `review: ${expression}: ${reason}`),
    ...report.conflicts.map(({ listed }) => `conflict: ${listed}: both listed and allowed`),
  ];
}

function refusedByRule({ refused }: CompileReport): readonly string[] {
  const byRule = Map.groupBy(refused, ({ rule }) => rule);
  return [...byRule]
    .sort(([, a], [, b]) => b.length - a.length)
    .flatMap(([rule, lines]) => [
      `refused: ${rule}: ${lines.length}`,
      ...lines.slice(0, SHOWN).map(({ line, text }) => `  line ${line}: ${text}`),
    ]);
}

function parseListName(text: string): string {
  if (v.is(ListNameSchema, text)) return text;
  throw new InvalidArgumentError('expected 1 to 64 letters, digits, . _ -');
}

function nameOf(from: string): string {
  const name = basename(from.replace(/[?#].*$/, '')).replace(/\.[a-z]+$/i, '');
  if (v.is(ListNameSchema, name)) return name;
  throw new CodedError('bad-option', `${from}: name the list with --list`);
}
