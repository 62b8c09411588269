/** How much each platform is used, by which its grade is reckoned: said in the public log. */
import { Command, InvalidArgumentError } from 'commander';
import * as v from 'valibot';
import { CodedError, providerById } from '../policy/index.ts';
import { findingsOfLog, type PublicEntry, PublicFactSchema } from '../redress/index.ts';
import type { Store } from '../service/index.ts';
import { inStore, noteAct, type StorePlace } from './in-store.ts';
import { databaseOption } from './options.ts';
import { writeJson, writeLine } from './output.ts';

interface SetOptions extends StorePlace {
  readonly source: string;
}

interface ListOptions extends StorePlace {
  readonly json?: true;
}

const MORE = `
Units are those of the policy in force (credit.exposureUnit); a platform of which nothing was said has
one. The newest word about each counts, from the next ruleset on. Everybody can read it, and the
source, in the public log.`;

const PAGE = 500;

export function exposureCommand(): Command {
  const exposure = new Command('exposure').description('how much platforms are used, for grades');
  exposure.addCommand(
    placed(new Command('set'))
      .description('say how much one is used, and who says so')
      .argument('<provider>', 'its id, as in the directory')
      .argument('<units>', 'from 0.01 to 1000', parseUnits)
      .requiredOption('--source <words>', 'where the figure can be looked up')
      .addHelpText('after', MORE)
      .action((provider: string, units: number, options: SetOptions) =>
        inStore(options, (store) => set(store, provider, units, options.source)),
      ),
  );
  exposure.addCommand(
    placed(new Command('list'))
      .description('what was said of each')
      .option('--json', 'print it as JSON')
      .action((options: ListOptions) => inStore(options, (store) => list(store, options))),
  );
  return exposure;
}

function placed(command: Command): Command {
  return command
    .exitOverride()
    .option('--data <dir>', 'folder of the service', 'data')
    .addOption(databaseOption());
}

async function set(store: Store, providerId: string, units: number, source: string): Promise<void> {
  if (providerById(providerId) === undefined) {
    throw new CodedError('bad-option', `provider ${providerId}: there is none of this id`);
  }
  const fact = v.safeParse(PublicFactSchema, { kind: 'exposure.set', providerId, units, source });
  if (!fact.success) throw new CodedError('bad-option', `exposure: ${fact.issues[0].message}`);
  await store.publicLog.append(new Date().toISOString(), [fact.output]);
  await noteAct(store, { act: 'exposure.set', subject: providerId, detail: { units, source } });
  await writeLine(`${providerId}: ${units}, from the next ruleset on`);
}

async function list(store: Store, { json }: ListOptions): Promise<void> {
  const { exposures } = findingsOfLog(await wholeLog(store));
  const all = [...exposures].map(([provider, units]) => ({ provider, units }));
  if (json) await writeJson(all);
  else for (const { provider, units } of all) await writeLine(`${provider}: ${units}`);
}

async function wholeLog({ publicLog }: Store): Promise<readonly PublicEntry[]> {
  const all: PublicEntry[] = [];
  for (;;) {
    const { entries } = await publicLog.page({ from: all.length + 1, limit: PAGE });
    all.push(...entries);
    if (entries.length < PAGE) return all;
  }
}

function parseUnits(text: string): number {
  const units = Number(text);
  if (!/^\d{1,4}(\.\d{1,4})?$/.test(text) || units < 0.01 || units > 1000) {
    throw new InvalidArgumentError('expected a number from 0.01 to 1000');
  }
  return units;
}
