/** Measures the engine with lists off on the half of the data that nothing was fitted on. */
import { readFile, writeFile } from 'node:fs/promises';
import { PROVIDERS, providerOf } from '../src/policy/provider/directory.ts';
import { isSuspicious, type SignKind } from '../src/policy/sign.ts';
import { understand } from '../src/policy/understand.ts';
import { isIpHost } from '../src/policy/url/host.ts';
import type { Sample, Source } from './calibration-data.ts';
import { pathInProject } from './project.ts';

const DOCUMENT = 'docs/accuracy.md';
const START = '<!-- measured -->';
const END = '<!-- /measured -->';

interface Measured {
  readonly name: string;
  readonly count: number;
  readonly floor: number;
  readonly lookAlike: number;
  readonly unusual: number;
  readonly suspicious: number;
  readonly withIpHosts: number;
}

/** Puts the tables into the document; answers them as text. */
export async function writeAccuracy(
  sources: readonly Source[],
  held: ReadonlySet<string>,
  curve: string,
): Promise<string> {
  const measured = sources.flatMap((source) => {
    const isOwn = ({ address }: Sample) => held.has(address.hostname);
    const tested = source.samples.filter(({ half }) => half === 'test');
    if (source.name === 'chinese')
      return [
        measure(
          source.name,
          tested.filter((one) => !isOwn(one)),
        ),
      ];
    if (source.name !== 'providers') return [measure(source.name, tested)];
    return [
      measure(
        'providers',
        tested.filter((sample) => !isOwn(sample)),
      ),
      measure('providers, hosts that bear their own name', tested.filter(isOwn)),
      measure('providers, both together', tested),
    ];
  });
  const isBenign = (name: string) =>
    sources.some((one) => name.startsWith(one.name) && one.isBenign);
  const tables = [
    tableOf(
      'ordinary addresses: false alarms',
      measured.filter(({ name }) => isBenign(name)),
    ),
    tableOf(
      'reported addresses: recall',
      measured.filter(({ name }) => !isBenign(name)),
    ),
    curve,
  ].join('\n\n');
  const file = pathInProject(DOCUMENT);
  const document = await readFile(file, 'utf8');
  const [before = ''] = document.split(START, 1);
  const after = document.slice(document.indexOf(END));
  await writeFile(file, `${before}${START}\n\n${tables}\n\n${after}`);
  return tables;
}

function measure(name: string, tested: readonly Sample[]): Measured {
  const kinds = tested.map((sample) => {
    const signs = understand(sample.text).signs;
    return {
      hasFloor: showsFloor(sample),
      isSuspicious: signs.some(isSuspicious),
      kinds: new Set<SignKind>(signs.map(({ kind }) => kind)),
    };
  });
  const having = (kind: SignKind) => kinds.filter((one) => one.kinds.has(kind)).length;
  return {
    name,
    count: tested.length,
    floor: kinds.filter(({ hasFloor }) => hasFloor).length,
    lookAlike: having('look-alike'),
    unusual: having('unusual-address'),
    suspicious: kinds.filter((one) => one.isSuspicious).length,
    withIpHosts: kinds.filter((one) => one.isSuspicious || one.kinds.has('ip-host')).length,
  };
}

const NAMES: ReadonlySet<string> = new Set(
  PROVIDERS.flatMap(({ hosts }) => hosts.map((host) => host.split('.', 1)[0] ?? '')).filter(
    (name) => name.length > 4,
  ),
);
const MANY_LABELS = 6;

/** The simple signs that any list-free check has: what there is to beat. */
function showsFloor({ address: { hostname, username } }: Sample): boolean {
  if (isIpHost(hostname) || username !== '' || hostname.includes('xn--')) return true;
  if (providerOf(hostname) !== undefined) return false;
  const labels = hostname.split('.');
  return labels.length >= MANY_LABELS || hostname.split(/[.-]/).some((word) => NAMES.has(word));
}

function tableOf(what: string, rows: readonly Measured[]): string {
  return [
    `| ${what} | tested | simple signs | look-alike | unusual address | suspicious (95 % interval) | or an IP host | that to the simple signs |`,
    '|---|---|---|---|---|---|---|---|',
    ...rows.map(({ name, count, ...found }) => {
      const share = (part: number) => percent(part / count);
      return `| ${name} | ${count} | ${share(found.floor)} | ${share(found.lookAlike)} | ${share(found.unusual)} | **${share(found.suspicious)}** (${interval(found.suspicious, count)}) | ${share(found.withIpHosts)} | ${timesOf(found.withIpHosts, found.floor)} |`;
    }),
  ].join('\n');
}

/** Like with like: both with IP hosts. */
function timesOf(part: number, floor: number): string {
  return floor === 0 ? '' : `${(part / floor).toFixed(1)} ×`;
}

/** Wilson's interval. */
function interval(part: number, count: number): string {
  const z = 1.96;
  const share = part / count;
  const middle = share + (z * z) / (2 * count);
  const half = z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  const scale = 1 + (z * z) / count;
  return `${percent(Math.max(0, (middle - half) / scale))} to ${percent((middle + half) / scale)}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
