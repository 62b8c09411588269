/**
 * What the engines are measured on: rules in the shape of public lists, and addresses to ask about.
 * Real hosts and addresses where the workplace's data is there; more hosts are made of the labels of
 * real ones; without the data all are made, at the same shape, and the report says so.
 */
import { readFile } from 'node:fs/promises';
import { type Random, seededRandom } from './random.ts';

export interface Rule {
  readonly host: string;
  /** `/` for all of the host; else a page of it. */
  readonly path: string;
}

export interface Inputs {
  readonly rules: readonly Rule[];
  /** 200,000 addresses, one in a hundred of them below a rule. */
  readonly addresses: readonly string[];
  /** In words, for the report. */
  readonly origin: string;
}

export interface Stock {
  readonly listedHosts: readonly string[];
  readonly popularHosts: readonly string[];
  readonly addresses: readonly string[];
  readonly paths: readonly string[];
  readonly origin: string;
}

const DATA = new URL('../../shared/data/', import.meta.url);
const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const HOST_LISTS = ['blocklistproject-phishing', 'maltrail-keitaro_tds', 'maltrail-evilginx'];
const ADDRESS_COUNT = 200_000;
const HIT_EVERY = 100;
const SEED = 20_261_120;

export async function readStock(): Promise<Stock> {
  try {
    const texts = await Promise.all(HOST_LISTS.map((name) => readData(`lists/${name}.txt`)));
    const scams = lines(await readData('lists/tw165-2026-05.txt'));
    const chat = JSON.parse(await readData('lists/discord-phishing.json')) as { domains: string[] };
    const addresses = lines(await readData('benign/web-urls.txt')).filter((line) =>
      URL.canParse(line),
    );
    const hosts = [...texts.flatMap(lines), ...scams.map(hostIn), ...chat.domains];
    return {
      listedHosts: [...new Set(hosts)].filter((host) => HOST.test(host) && !/\.\d+$/.test(host)),
      popularHosts: lines(await readData('benign/opendns-top10k-2014.txt')).filter((host) =>
        HOST.test(host),
      ),
      addresses,
      paths: addresses.map(pathIn).filter((path) => /^\/[!-$&-~]+$/.test(path)),
      origin: 'real hosts and addresses of ../shared/data, and hosts made of their labels',
    };
  } catch {
    return madeStock();
  }
}

/** Four fifths are hosts, one fifth pages. */
export function makeRules(stock: Stock, count: number): readonly Rule[] {
  const random = seededRandom(SEED);
  const hosts = [...stock.listedHosts];
  const known = new Set(hosts);
  while (hosts.length < count) {
    const host = madeHost(random, stock.listedHosts);
    if (known.has(host)) continue;
    known.add(host);
    hosts.push(host);
  }
  shuffle(hosts, random);
  return hosts.slice(0, count).map((host, index) => ({
    host,
    path: index % 5 === 4 ? pagePath(random, stock.paths) : '/',
  }));
}

export function makeAddresses(stock: Stock, rules: readonly Rule[]): readonly string[] {
  const random = seededRandom(SEED + 1);
  const addresses = stock.addresses.slice(0, ADDRESS_COUNT / 4);
  const all = [...addresses];
  while (all.length < ADDRESS_COUNT) {
    all.push(`https://${random.one(stock.popularHosts)}${random.one(stock.paths)}`);
  }
  for (let index = 0; index < all.length; index += HIT_EVERY) {
    const { host, path } = random.one(rules);
    all[index] =
      path === '/' ? `http://${host}${random.one(stock.paths)}` : `http://${host}${path}`;
  }
  shuffle(all, random);
  // As they come in a message: put together from pieces, they would be read piece by piece.
  return JSON.parse(JSON.stringify(all)) as string[];
}

/** The text of our own list of addresses: a host alone, or a page. */
export function asPlainList(rules: readonly Rule[]): string {
  return rules.map(({ host, path }) => (path === '/' ? host : `http://${host}${path}`)).join('\n');
}

/** The same rules as filter lists write them. */
export function asFilterList(rules: readonly Rule[]): string {
  return rules
    .map(({ host, path }) => (path === '/' ? `||${host}^` : `||${host}${path}`))
    .join('\n');
}

/** A page's path holds nothing that filter syntax reads as more than itself. */
function pagePath(random: Random, paths: readonly string[]): string {
  for (let tries = 0; tries < 50; tries += 1) {
    const path = random.one(paths);
    if (/^\/[a-z0-9/._-]+$/i.test(path) && !/\/[/.]/.test(path)) return path;
  }
  return `/page-${random.below(1e6)}.html`;
}

/** The first label of one host in front of the rest of another, with a number where it is taken. */
function madeHost(random: Random, hosts: readonly string[]): string {
  const one = random.one(hosts);
  const other = random.one(hosts);
  const label = one.slice(0, one.indexOf('.'));
  const rest = other.split('.').slice(-2).join('.');
  return `${label}${random.below(3) === 0 ? random.below(100) : ''}.${rest}`;
}

function shuffle(values: unknown[], random: Random): void {
  for (let last = values.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    [values[last], values[other]] = [values[other], values[last]];
  }
}

function madeStock(): Stock {
  const random = seededRandom(SEED + 2);
  const letters = 'aeiourstlnmkdpbgvchwyz0123456789';
  const word = () =>
    Array.from({ length: 4 + random.below(9) }, () => letters[random.below(letters.length)]).join(
      '',
    );
  const endings = ['com', 'net', 'top', 'xyz', 'shop', 'cn', 'com.tw', 'org', 'info'];
  const hostOf = () => `${word()}.${random.one(endings)}`;
  const paths = Array.from({ length: 20_000 }, () => `/${word()}/${word()}.html`);
  const popularHosts = Array.from({ length: 10_000 }, () => `www.${hostOf()}`);
  return {
    listedHosts: Array.from({ length: 200_000 }, hostOf),
    popularHosts,
    addresses: paths.map((path) => `https://${random.one(popularHosts)}${path}`),
    paths,
    origin: 'made hosts and addresses (../shared/data is not here)',
  };
}

async function readData(path: string): Promise<string> {
  return (await readFile(new URL(path, DATA), 'utf8')).replace(/^\uFEFF/, '');
}

function lines(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
}

function hostIn(address: string): string {
  return /^https?:\/\/([^/?#:]+)/.exec(address)?.[1] ?? '';
}

function pathIn(address: string): string {
  return /^https?:\/\/[^/?#]+(\/[^#]*)/.exec(address)?.[1] ?? '';
}
