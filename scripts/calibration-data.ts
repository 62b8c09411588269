/**
 * The development data that weights are fitted on and accuracy is measured with: public lists of
 * ordinary and of reported addresses. They lie beside the project and are no part of it. Each
 * address belongs to one half by the hash of its registrable domain, so that no domain is both
 * fitted on and measured with.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packagedBrands } from '../src/policy/url/signs/brand-index.ts';
import { nameBorneBy, tokensOf } from '../src/policy/url/signs/features.ts';
import { type HostParts, partsOf } from '../src/policy/url/signs/host-parts.ts';
import { lookAlikeOf } from '../src/policy/url/signs/look-alike.ts';

export interface Sample {
  readonly text: string;
  readonly address: URL;
  readonly parts: HostParts | undefined;
  readonly half: 'fit' | 'test';
}

export interface Source {
  readonly name: string;
  readonly isBenign: boolean;
  /** Share of the weight of a whole source in the fit; 0 for one that is only measured. */
  readonly weight: number;
  readonly samples: readonly Sample[];
}

interface Platform {
  readonly name: string;
  readonly entries: readonly { readonly type: string; readonly value: string }[];
}

/** All sources that are there. Throws where the folder is not. */
export function readSources(folder: string): readonly Source[] {
  if (!existsSync(folder)) {
    throw new Error(`${folder}: the development data is not there; name its folder with --data`);
  }
  const lines = (file: string) => linesOf(readFileSync(join(folder, file), 'utf8'));
  const json = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const platforms: readonly Platform[] = Object.values(json('providers/providers.json'));
  const popular = lines('benign/opendns-top10k-2014.txt');
  const ordinary = lines('benign/web-urls.txt');
  const wallets: { whitelist: string[]; blacklist: string[] } = createRequire(import.meta.url)(
    'eth-phishing-detect/src/config.json',
  );
  return [
    source('web-urls', true, 1, ordinary),
    source('opendns-top10k', true, 1, popular),
    source('providers', true, 1, platforms.flatMap(hostsOf)),
    source('chinese', true, 0, [
      ...platforms.filter(({ name }) => /\p{Script=Han}/u.test(name)).flatMap(hostsOf),
      ...[...popular, ...ordinary].filter((line) =>
        /^(?:https?:\/\/)?[^/]+\.cn(?:\/|$)/.test(line),
      ),
    ]),
    source('suffix-owners', true, 0.3, suffixOwners(folder)),
    source('wallets-allowed', true, 0.1, wallets.whitelist),
    source('shorteners', true, 0, lines('rules/url-shorteners.txt')),
    source('tw165-2026-03', false, 0, lines('lists/tw165-2026-03.txt')),
    source('tw165-2026-05', false, 0.5, lines('lists/tw165-2026-05.txt')),
    source('blocklistproject', false, 0.5, lines('lists/blocklistproject-phishing.txt')),
    source('discord-phishing', false, 0.5, json('lists/discord-phishing.json').domains),
    source('eth-phishing-detect', false, 0.5, wallets.blacklist),
    source('urlhaus', false, 0.3, lines('lists/urlhaus-abp.txt').map(withoutAbpSyntax)),
    source(
      'scamblocklist',
      false,
      0.3,
      lines('lists/scamblocklist-hosts-2026-05.txt').map(hostsFileHost),
    ),
    source('maltrail-evilginx', false, 0.5, lines('lists/maltrail-evilginx.txt')),
    source('maltrail-keitaro', false, 0.5, lines('lists/maltrail-keitaro_tds.txt')),
  ];
}

/** Hosts that bear their own platform's name: nobody else may, which is what the signs are about. */
export function heldByOwner(folder: string): ReadonlySet<string> {
  const platforms: readonly Platform[] = Object.values(
    JSON.parse(readFileSync(join(folder, 'providers/providers.json'), 'utf8')),
  );
  return new Set(
    platforms.flatMap((platform) => {
      const hosts = new Set(hostsOf(platform));
      return [...hosts].filter((host) => {
        const parts = partsOf(host);
        if (parts === undefined) return false;
        const likened = lookAlikeOf(parts)?.resembles;
        const named = nameBorneBy(parts.chosen, tokensOf(parts.chosen), packagedBrands())?.brand
          .host;
        return [likened, named].some((own) => own !== undefined && hosts.has(own));
      });
    }),
  );
}

function source(name: string, isBenign: boolean, weight: number, texts: readonly string[]): Source {
  const samples = new Map<string, Sample>();
  for (const text of texts) {
    const sample = sampleOf(text);
    if (sample === undefined) continue;
    const { host, pathname, search } = sample.address;
    samples.set(`${host}${pathname}${search}`, sample);
  }
  return { name, isBenign, weight, samples: [...samples.values()] };
}

function sampleOf(line: string): Sample | undefined {
  const text = /^https?:/.test(line) ? line : `https://${line}/`;
  if (!URL.canParse(text)) return undefined;
  const address = new URL(text);
  const parts = partsOf(address.hostname);
  const owner = parts?.registrable ?? address.hostname;
  const isOdd = (createHash('sha256').update(owner).digest()[0] ?? 0) % 2 === 1;
  return { text, address, parts, half: isOdd ? 'test' : 'fit' };
}

function linesOf(text: string): readonly string[] {
  return text
    .replace(/^\ufeff/, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[#![]/.test(line));
}

function hostsOf({ entries }: Platform): readonly string[] {
  return entries
    .filter(({ type, value }) => type !== 'regexp' && type !== 'keyword' && value.includes('.'))
    .map(({ value }) => value);
}

/** Companies that entered a suffix of theirs in the public suffix list name their own site there. */
function suffixOwners(folder: string): readonly string[] {
  const list = readFileSync(join(folder, 'vectors/psl/public_suffix_list.dat'), 'utf8');
  return [...list.matchAll(/^\/\/.*?(https?:\/\/[^\s/)>]+)/gm)].map(([, site]) => `${site}/`);
}

function withoutAbpSyntax(line: string): string {
  return line.replace(/^\|\|/, '').replace(/\$.*$/, '').replace(/\^$/, '');
}

/** The list repeats each host with www and store in front. */
function hostsFileHost(line: string): string {
  return (line.split(/\s+/)[1] ?? '').replace(/^(?:www|store)\./, '');
}
