import { Command, InvalidArgumentError, Option } from 'commander';
import { wordsOf as lineOf, publishTo } from '../service/index.ts';
import { liftHold, publishLike } from '../service/publish/index.ts';
import { writeJson, writeLine } from './output.ts';
import {
  keysOf,
  type PublisherOptions,
  publish,
  rulesetDirOf,
  withPublisherOptions,
} from './publisher.ts';

interface PublishCommandOptions extends PublisherOptions {
  readonly like?: number;
  readonly json?: true;
}

const MORE = `
Clients never go back to a former version: --like undoes by going on. The lists have no say from
then on, and a running service signs the same rules again, until this command is run without --like.`;

export function publishCommand(): Command {
  return withPublisherOptions(new Command('publish'))
    .description('publish a ruleset in a data folder, from lists or like a former version')
    .option('--allow-shrink', 'publish even if less than half of the rules are left')
    .addOption(
      new Option('--like <version>', 'the rules, policy and grades of this version once more')
        .argParser(parseVersion)
        .conflicts(['list', 'allowing', 'sources']),
    )
    .option('--json', 'print the manifest as JSON')
    .addHelpText('after', MORE)
    .action(async (options: PublishCommandOptions) => {
      if (options.like !== undefined) return publishAsBefore(options, options.like);
      const { manifest, entries } = await publish(options);
      await liftHold(rulesetDirOf(options));
      if (options.json) return writeJson({ manifest });
      for (const entry of entries) await writeLine(lineOf(entry));
    });
}

async function publishAsBefore(options: PublishCommandOptions, version: number): Promise<void> {
  const dir = rulesetDirOf(options);
  const manifest = await publishTo(options.database, dir, async () =>
    publishLike({ dir, keys: await keysOf(options), now: Date.now(), version }),
  );
  if (options.json) return writeJson({ manifest });
  await writeLine(
    `ruleset ${manifest.version}: ${manifest.ruleCount} rules, as in ${version}; the lists have no say until you publish without --like`,
  );
}

function parseVersion(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('expected a version');
  return Number(text);
}
