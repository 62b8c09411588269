import { Command, InvalidArgumentError } from 'commander';
import * as v from 'valibot';
import { CodedError } from '../policy/index.ts';
import { HashSchema, type LogCheck, verifyLog } from '../redress/index.ts';
import { writeJson, writeLine } from './output.ts';
import { readText } from './read-text.ts';

interface VerifyLogOptions {
  readonly head?: string;
  readonly after?: { readonly number: number; readonly head: string };
  readonly json?: true;
}

const MORE = `
Checks that the entries go on from each other, from the first one or from the one of --after, and
that none was changed, taken out, put in or moved. That a service shows everybody one log, and has
not written a new one, is seen by whoever keeps the head of the last time and gives it as --head.
Exit code 1 where the log is broken.`;

/** Bytes; years of a busy service. */
const SIZE_LIMIT = 256 * 1024 * 1024;

export function verifyLogCommand(): Command {
  return new Command('verify-log')
    .description('check a public log of rulings from outside')
    .argument('<file-or-url>', 'the log, a line of JSON for each entry; - for standard input')
    .option('--head <hex>', 'a head that was seen once, and has to be in the log', parseHead)
    .option('--after <number:hex>', 'number and head of the entry before the first one', parseAfter)
    .option('--json', 'print what was found as JSON')
    .addHelpText('after', MORE)
    .action(async (from: string, { json, ...knowledge }: VerifyLogOptions) => {
      const check = verifyLog(await readText(from, SIZE_LIMIT), knowledge);
      if (json) await writeJson(summaryOf(check));
      else await writeLine(lineOf(check));
      if (check.kind === 'broken') throw new CodedError('broken-log', `log: ${lineOf(check)}`);
    });
}

function summaryOf(check: LogCheck): object {
  if (check.kind === 'broken') return check;
  const { entries, ...rest } = check;
  const facts: Record<string, number> = {};
  for (const { fact } of entries) facts[fact.kind] = (facts[fact.kind] ?? 0) + 1;
  return { ...rest, facts, unknown: check.count - entries.length };
}

function lineOf(check: LogCheck): string {
  if (check.kind === 'broken') return `broken at line ${check.line}: ${check.why}`;
  const { count, from, to, head } = check;
  const range = count === 0 ? '' : `, ${from} to ${to}`;
  return `whole: ${count} entries${range}, head ${head}`;
}

function parseHead(text: string): string {
  if (v.is(HashSchema, text)) return text;
  throw new InvalidArgumentError('expected 64 hex digits');
}

function parseAfter(text: string): VerifyLogOptions['after'] {
  const match = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text);
  if (match === null)
    throw new InvalidArgumentError('expected a number, a colon and 64 hex digits');
  return { number: Number(match[1]), head: match[2] ?? '' };
}
