import { Command } from 'commander';
import * as v from 'valibot';
import { CONTEXTS, NO_MANAGED_SETTINGS } from '../policy/index.ts';
import { BAD_INPUT, OK } from './exit.ts';
import { explain, type Knowledge, type Question } from './explainer.ts';
import { gatherKnowledge } from './knowledge.ts';
import { LINE_LIMIT, type Line, readLines } from './lines.ts';
import { type LinkOptions, withLinkOptions } from './link-options.ts';
import { parseRepeated, readManaged } from './options.ts';
import { writeJson } from './output.ts';

interface ExplainOptions extends LinkOptions {
  readonly managed?: string;
}

const QuestionSchema = v.object({
  url: v.string(),
  text: v.nullish(v.string()),
  context: v.nullish(v.picklist(CONTEXTS)),
  site: v.nullish(v.string()),
});

/** `version` is the client's, where no other one is asked about. */
export function explainCommand(version: string): Command {
  return withLinkOptions(new Command('explain'), version)
    .description('say what happens to links, and why: one JSON object a line')
    .argument('<url...>', 'addresses; - reads {"url","text","context","site"} a line from stdin')
    .option('--managed <file>', 'settings of an administrator, as JSON')
    .option(
      '--link-rules <file>',
      'wrappers and tracking parameters to add: ClearURLs, Brave or our own form; may be repeated',
      parseRepeated,
    )
    .action(async (urls: readonly string[], options: ExplainOptions, command: Command) => {
      if (options.ruleset === undefined && options.root !== undefined) {
        command.error('error: --root goes with --ruleset');
      }
      const managed =
        options.managed === undefined ? NO_MANAGED_SETTINGS : await readManaged(options.managed);
      process.exitCode = await explainAll(urls, options, await gatherKnowledge(options, managed));
    });
}

async function explainAll(
  urls: readonly string[],
  { context, site }: ExplainOptions,
  knowledge: Knowledge,
): Promise<number> {
  let exitCode = OK;
  for (const url of urls) {
    if (url !== '-') {
      await writeJson(explain({ url, context, site }, knowledge));
      continue;
    }
    for await (const line of readLines(process.stdin)) {
      const read = readQuestion(line, { context, site });
      if (read === undefined) continue;
      if ('rule' in read) exitCode = BAD_INPUT;
      await writeJson('rule' in read ? { error: read } : explain(read, knowledge));
    }
  }
  return exitCode;
}

/** The question of a line, what is wrong with it, or undefined for an empty one. */
function readQuestion(
  { number: line, text }: Line,
  defaults: Pick<Question, 'context' | 'site'>,
): Question | { readonly line: number; readonly rule: string } | undefined {
  if (text === undefined) return { line, rule: `longer than ${LINE_LIMIT} characters` };
  if (text.trim() === '') return undefined;
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    // Why it does not parse would show the line, which may be private.
    return { line, rule: 'not JSON' };
  }
  const result = v.safeParse(QuestionSchema, document);
  if (!result.success) {
    const [issue] = result.issues;
    const place = v.getDotPath(issue);
    return { line, rule: place === null ? 'expected an object' : `${place}: ${expected(issue)}` };
  }
  const { url, text: linkText, context, site } = result.output;
  return {
    url,
    text: linkText ?? undefined,
    context: context ?? defaults.context,
    site: site ?? defaults.site,
  };
}

function expected({ expected: what }: v.BaseIssue<unknown>): string {
  return `expected ${what ?? 'something else'}`;
}
