import { Command } from 'commander';
import { type Action, decidedBy, NO_MANAGED_SETTINGS, type TraceStep } from '../../policy/index.ts';
import { explain } from '../explainer.ts';
import { gatherKnowledge } from '../knowledge.ts';
import { type LinkOptions, withLinkOptions } from '../link-options.ts';
import { writeJson, writeLine } from '../output.ts';
import { checkSettings } from './check-settings.ts';
import { readSettingsFile } from './read-settings.ts';

interface ExplainOptions extends LinkOptions {
  readonly managed: string;
  readonly json?: true;
}

/** What is printed with `--json`, one line for each link. */
export interface PolicyExplanation {
  readonly input: string;
  readonly destination: string | null;
  readonly action: Action;
  readonly decided: TraceStep | null;
  /** What would happen without the settings. */
  readonly without: Action;
}

export function explainCommand(version: string): Command {
  return withLinkOptions(new Command('explain'), version)
    .description('say what happens to links under settings, and what would without them')
    .requiredOption('--managed <file>', 'settings as JSON, or a policy file with them in it')
    .argument('<url...>', 'addresses')
    .option('--json', 'print one JSON object a line')
    .action(async (urls: readonly string[], options: ExplainOptions) => {
      for (const one of await explainUnder(options.managed, urls, options)) {
        if (options.json) await writeJson(one);
        else await writeLine(lineOf(one));
      }
    });
}

export async function explainUnder(
  file: string,
  urls: readonly string[],
  options: Omit<ExplainOptions, 'managed'>,
): Promise<readonly PolicyExplanation[]> {
  const { settings } = checkSettings(await readSettingsFile(file));
  const [under, without] = await Promise.all([
    gatherKnowledge(options, settings),
    gatherKnowledge(options, NO_MANAGED_SETTINGS),
  ]);
  return urls.map((url) => {
    const question = { url, context: options.context, site: options.site };
    const { input, destination, action, trace } = explain(question, under);
    return {
      ...{ input, destination, action },
      decided: decidedBy(trace) ?? null,
      without: explain(question, without).action,
    };
  });
}

function lineOf({ input, action, decided, without }: PolicyExplanation): string {
  const otherwise = action === without ? '' : `; ${without} without these settings`;
  return `${action}: ${input} (${decided?.source}: ${decided?.rule}${otherwise})`;
}
