/** What the browsers of an organisation counted, as far as enough of them say it. */
import { Command, InvalidArgumentError } from 'commander';
import { type FleetView, SMALLEST_GROUP, viewFleet } from '../service/index.ts';
import { inStore, type StorePlace } from './in-store.ts';
import { databaseOption, parseDays } from './options.ts';
import { writeJson, writeLine } from './output.ts';

interface FleetOptions extends StorePlace {
  readonly days: number;
  readonly group: number;
  readonly json?: true;
}

const DAY = 86_400_000;

const MORE = `
A browser sends one report a day, without a name, where "fleet" is on in its managed settings and
the service runs with --fleet. Of each day, what fewer than --group reports say is left out.`;

export function fleetCommand(): Command {
  return new Command('fleet')
    .description("what the organisation's browsers counted, added up")
    .option('--data <dir>', 'folder of the service', 'data')
    .addOption(databaseOption())
    .option('--days <days>', 'so many, today the last', parseDays, 7)
    .option('--group <reports>', 'the smallest group that is shown', parseGroup, SMALLEST_GROUP)
    .option('--json', 'print one JSON object')
    .addHelpText('after', MORE)
    .action((options: FleetOptions) =>
      inStore(options, async ({ fleet }) => {
        const now = Date.now();
        const from = dayOf(now - (options.days - 1) * DAY);
        const view = viewFleet(await fleet.since(from), {
          ...{ from, to: dayOf(now), smallestGroup: options.group },
        });
        if (options.json) await writeJson(view);
        else await writeTable(view);
      }),
    );
}

async function writeTable({ from, to, smallestGroup, lines, isPartial }: FleetView): Promise<void> {
  await writeLine(`${from} to ${to}, from ${smallestGroup} reports of a day on`);
  const width = (read: (line: FleetView['lines'][number]) => string) =>
    Math.max(0, ...lines.map((line) => read(line).length));
  const kinds = width(({ kind }) => kind);
  const names = width(({ name }) => name);
  for (const { kind, name, amount, reports } of lines) {
    await writeLine(
      `${kind.padEnd(kinds)}  ${name.padEnd(names)}  ${amount} (${reports} ${reports === 1 ? 'report' : 'reports'})`,
    );
  }
  if (lines.length === 0) await writeLine('nothing that enough reports say');
  if (isPartial) await writeLine('more is left out, for coming from too few');
}

/** A group of a few would be a person. */
function parseGroup(text: string): number {
  const group = Number(text);
  if (!/^\d{1,6}$/.test(text) || group < SMALLEST_GROUP) {
    throw new InvalidArgumentError(`expected a whole number from ${SMALLEST_GROUP} on`);
  }
  return group;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
