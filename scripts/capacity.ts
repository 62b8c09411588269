/**
 * What a number of clients asks of a service: requests, bytes, machines, money. A calculation and no
 * measurement; every number that goes in is named and can be set. The tables of docs/operate.md are
 * made by it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { pathInProject } from './project.ts';
import { runScript } from './run-script.ts';
import { say } from './say.ts';

interface Input {
  readonly value: number;
  readonly unit: string;
  readonly why: string;
}

export const INPUTS = {
  clients: { value: 100e6, unit: '', why: 'installations in use' },
  hoursOnline: { value: 6, unit: 'h a day', why: 'a browser is open' },
  peakShare: { value: 0.4, unit: '', why: 'of all clients are online in the busiest hour' },
  checksPerHour: { value: 2, unit: '', why: 'looks for a newer ruleset: every 30 minutes' },
  manifestBytes: { value: 9000, unit: 'B', why: 'compressed, with 30 deltas, and its head' },
  missingBytes: { value: 1100, unit: 'B', why: 'head and body of "there is no next root"' },
  versionsTaken: { value: 2, unit: 'a day', why: 'a client that is online for six hours meets' },
  updateBytes: { value: 100_000, unit: 'B', why: 'a delta of 1 % of a million rules, fresh hosts' },
  wholeShare: { value: 0.01, unit: 'a day', why: 'of clients are new or were away for long' },
  wholeBytes: { value: 6e6, unit: 'B', why: 'a million rules with their hosts in plain' },
  lookups: { value: 20, unit: 'a day', why: 'batches that are not in the memory of a client' },
  lookupBytes: { value: 1800, unit: 'B', why: 'padded answer of 1 KiB, and its head' },
  peakFactor: { value: 2.5, unit: '', why: 'busiest hour beside the mean' },
  lookupCpu: { value: 0.0001, unit: 's', why: 'of one core; measured: 0.03 to 0.09 ms' },
  busy: { value: 0.5, unit: '', why: 'share of a core that may be used at the peak' },
  coresPerNode: { value: 4, unit: '', why: 'one process each' },
  complaints: { value: 0.1, unit: 'a year', why: 'of one client' },
  complaintBytes: { value: 4000, unit: 'B', why: 'with its case, events, indexes' },
  edges: { value: 400, unit: '', why: 'places of the CDN that ask the service by themselves' },
  cdnPrice: { value: 0.01, unit: '$ a GB', why: 'at that volume; put in your own' },
  egressPrice: { value: 0.05, unit: '$ a GB', why: 'from the nodes; put in your own' },
  corePrice: { value: 25, unit: '$ a month', why: 'put in your own' },
} as const satisfies Readonly<Record<string, Input>>;

export type InputName = keyof typeof INPUTS;
export type Inputs = Readonly<Record<InputName, number>>;

export interface Line {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
}

const DAY = 86_400;
const MONTH = 30;
const GB = 1e9;

export function defaultInputs(): Inputs {
  const entries = Object.entries(INPUTS).map(([name, { value }]) => [name, value]);
  return Object.fromEntries(entries) as Inputs;
}

export function capacityOf(given: Inputs): readonly Line[] {
  const { clients, peakFactor } = given;
  const checks = clients * given.hoursOnline * given.checksPerHour;
  const checkBytes = given.manifestBytes + 2 * given.missingBytes;
  const updates = clients * given.versionsTaken;
  const wholes = clients * given.wholeShare;
  const cdnBytes = checks * checkBytes + updates * given.updateBytes + wholes * given.wholeBytes;
  const online = clients * given.peakShare;
  const checksAtPeak = (online * given.checksPerHour) / 3600;
  const lookups = clients * given.lookups;
  const lookupsAtPeak = (lookups / DAY) * peakFactor;
  const nodes = Math.ceil((lookupsAtPeak * given.lookupCpu) / given.busy / given.coresPerNode);
  const complaints = (clients * given.complaints) / 365;
  const egress = lookups * given.lookupBytes;
  // Manifest, next root, revocation and log, each once a minute from each edge.
  const originReads = (given.edges * 4) / 60;
  const cdnCost = ((cdnBytes * MONTH) / GB) * given.cdnPrice;
  const egressCost = ((egress * MONTH) / GB) * given.egressPrice;
  const nodeCost = nodes * given.coresPerNode * given.corePrice;
  const perClient = (cdnCost + egressCost + nodeCost) / clients;
  return [
    { what: 'looks for a newer ruleset, three requests each', value: checks, unit: 'a day' },
    {
      what: 'requests to the CDN for them, busiest hour',
      value: checksAtPeak * 3,
      unit: 'a second',
    },
    { what: 'bytes from the CDN', value: (cdnBytes * MONTH) / 1e12, unit: 'TB a month' },
    { what: 'of these, looks', value: (checks * checkBytes * MONTH) / 1e12, unit: 'TB a month' },
    { what: 'requests from the CDN to the service', value: originReads, unit: 'a second' },
    { what: 'look-ups', value: lookups, unit: 'a day' },
    { what: 'look-ups, busiest hour', value: lookupsAtPeak, unit: 'a second' },
    { what: `nodes of ${given.coresPerNode} cores for them`, value: nodes, unit: '' },
    { what: 'bytes of look-up answers', value: (egress * MONTH) / 1e12, unit: 'TB a month' },
    { what: 'complaints', value: complaints, unit: 'a day' },
    { what: 'complaints, busiest hour', value: (complaints / DAY) * peakFactor, unit: 'a second' },
    {
      what: 'growth of the database',
      value: (complaints * 365 * given.complaintBytes) / GB,
      unit: 'GB a year',
    },
    { what: 'cost of the CDN', value: cdnCost, unit: '$ a month' },
    {
      what: 'cost of look-ups: nodes and traffic',
      value: nodeCost + egressCost,
      unit: '$ a month',
    },
    { what: 'together, of one client', value: perClient * 12, unit: '$ a year' },
  ];
}

/** Two tables, as docs/operate.md has them. */
export function capacityTables(given: Inputs): string {
  const inputs = Object.entries(INPUTS).map(
    ([name, { unit, why }]) =>
      `| \`${name}\` | ${withUnit(given[name as InputName], unit)} | ${why} |`,
  );
  const lines = capacityOf(given).map(
    ({ what, value, unit }) => `| ${what} | ${withUnit(value, unit)} |`,
  );
  return [
    ...['| put in | | |', '|---|---|---|', ...inputs],
    ...['', '| comes out | |', '|---|---|', ...lines],
  ].join('\n');
}

function withUnit(value: number, unit: string): string {
  const number = Number(value.toPrecision(3)).toLocaleString('en', { maximumSignificantDigits: 3 });
  return unit === '' ? number : `${number} ${unit}`;
}

/** What stands between the two marks. */
export const MARKS = /(<!-- capacity -->\n)[\s\S]*?(\n<!-- \/capacity -->)/;

const DOCUMENT = pathInProject('docs/operate.md');

function parseSetting(text: string, former: Partial<Inputs> = {}): Partial<Inputs> {
  const [, name = '', value = ''] = /^(\w+)=([\d.e]+)$/.exec(text) ?? [];
  if (!Object.hasOwn(INPUTS, name) || Number.isNaN(Number(value))) {
    throw new InvalidArgumentError(`expected one of ${Object.keys(INPUTS).join(', ')}, = a number`);
  }
  return { ...former, [name]: Number(value) };
}

if (import.meta.main) {
  await runScript(
    new Command('capacity')
      .description('what a number of clients asks of a service')
      .option('--set <name=number>', 'put something else in; may be repeated', parseSetting)
      .option('--write', 'put the tables into docs/operate.md')
      .action(({ set, write }: { set?: Partial<Inputs>; write?: true }) => {
        const tables = capacityTables({ ...defaultInputs(), ...set });
        if (write !== true) return say(tables);
        const text = readFileSync(DOCUMENT, 'utf8');
        writeFileSync(
          DOCUMENT,
          text.replace(MARKS, (_, before, after) => before + tables + after),
        );
      }),
  );
}
