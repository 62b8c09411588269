import { Command, Option } from 'commander';
import * as v from 'valibot';
import {
  CONTEXTS,
  type Context,
  isExpired,
  joinLinkRules,
  NO_LINK_RULES,
  NO_MANAGED_SETTINGS,
  openLinkRules,
  openRules,
} from '../policy/index.ts';
import { compileSeed, readPublished } from '../service/index.ts';
import { BAD_INPUT, OK } from './exit.ts';
import { explain, type Knowledge, type Question } from './explainer.ts';
import { LINE_LIMIT, type Line, readLines } from './lines.ts';
import { readLinkRules } from './link-rules.ts';
import {
  POLICY_OPTION,
  parseInstant,
  parseRepeated,
  parseVersion,
  ROOT_OPTION,
  readAnchor,
  readManaged,
  readPolicy,
} from './options.ts';
import { writeJson } from './output.ts';

interface ExplainOptions {
  readonly context: Context;
  readonly site?: string;
  readonly policy?: string;
  readonly ruleset?: string;
  readonly root?: string;
  readonly managed?: string;
  readonly linkRules?: readonly string[];
  readonly now?: number;
  readonly clientVersion: string;
  readonly lists: 'on' | 'off';
}

const QuestionSchema = v.object({
  url: v.string(),
  text: v.nullish(v.string()),
  context: v.nullish(v.picklist(CONTEXTS)),
  site: v.nullish(v.string()),
});

/** `version` is the client's, where no other one is asked about. */
export function explainCommand(version: string): Command {
  return new Command('explain')
    .description('say what happens to links, and why: one JSON object a line')
    .argument('<url...>', 'addresses; - reads {"url","text","context","site"} a line from stdin')
    .addOption(
      new Option('--context <context>', 'kind of conversation')
        .choices(CONTEXTS)
        .default('unknown'),
    )
    .option('--site <id>', 'id of the chat site')
    .option('--policy <name|file>', POLICY_OPTION)
    .option('--ruleset <dir>', 'a published ruleset instead of the seed')
    .option('--root <file>', ROOT_OPTION)
    .option('--managed <file>', 'settings of an administrator, as JSON')
    .option(
      '--link-rules <file>',
      'wrappers and tracking parameters to add: ClearURLs, Brave or our own form; may be repeated',
      parseRepeated,
    )
    .option('--now <iso>', 'the instant to answer for', parseInstant)
    .option('--client-version <version>', 'version of the client', parseVersion, version)
    .addOption(
      new Option('--lists <on|off>', 'use the ruleset').choices(['on', 'off']).default('on'),
    )
    .action(async (urls: readonly string[], options: ExplainOptions, command: Command) => {
      if (options.ruleset === undefined && options.root !== undefined) {
        command.error('error: --root goes with --ruleset');
      }
      process.exitCode = await explainAll(urls, options, await gather(options));
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

async function gather(options: ExplainOptions): Promise<Knowledge> {
  const now = options.now ?? Date.now();
  const managed =
    options.managed === undefined ? NO_MANAGED_SETTINGS : await readManaged(options.managed);
  const { rules } = await readLinkRules(options.linkRules ?? []);
  const common = {
    managed,
    linkRules: openLinkRules(joinLinkRules([managed.linkRules ?? NO_LINK_RULES, rules])),
    now,
    version: options.clientVersion,
  };
  const policy = options.policy === undefined ? undefined : await readPolicy(options.policy);
  const isOff = options.lists === 'off';
  if (options.ruleset !== undefined) {
    const anchor = options.root === undefined ? undefined : await readAnchor(options.root);
    const { manifest, ...opened } = await readPublished(options.ruleset, anchor);
    return {
      ...common,
      policy: policy ?? opened.policy,
      grades: opened.grades,
      rules: isOff ? undefined : opened.rules,
      source: { via: 'ruleset', rulesetVersion: manifest.version },
      isStale: isExpired(manifest, now),
    };
  }
  return {
    ...common,
    policy: policy ?? (await readPolicy('everyday')),
    grades: {},
    rules: isOff ? undefined : openRules(compileSeed().rules),
    // Made on the spot: it has no version and cannot be stale.
    source: { via: 'seed', rulesetVersion: 0 },
    isStale: false,
  };
}
