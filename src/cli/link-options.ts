import { type Command, Option } from 'commander';
import { CONTEXTS, type Context } from '../policy/index.ts';
import type { KnowledgeOptions } from './knowledge.ts';
import { POLICY_OPTION, parseInstant, parseVersion, ROOT_OPTION } from './options.ts';

export interface LinkOptions extends KnowledgeOptions {
  readonly context: Context;
  readonly site?: string;
}

/** Of commands that ask about links. `version` is the client's, where no other one is asked about. */
export function withLinkOptions(command: Command, version: string): Command {
  return command
    .addOption(
      new Option('--context <context>', 'kind of conversation')
        .choices(CONTEXTS)
        .default('unknown'),
    )
    .option('--site <id>', 'id of the chat site')
    .option('--policy <name|file>', POLICY_OPTION)
    .option('--ruleset <dir>', 'a published ruleset instead of the seed')
    .option('--root <file>', ROOT_OPTION)
    .option('--now <iso>', 'the instant to answer for', parseInstant)
    .option('--client-version <version>', 'version of the client', parseVersion, version)
    .addOption(
      new Option('--lists <on|off>', 'use the ruleset').choices(['on', 'off']).default('on'),
    );
}
