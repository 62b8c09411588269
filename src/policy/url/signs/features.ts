/**
 * What is unusual about an address, in features that a person could check: its ending, its words,
 * its digits, letters at random. None says anything alone; `unusual.ts` weighs them together.
 * Invariant: nothing depends on the scheme, on a leading www, or on whether there is a path at
 * all: in those the lists that weights are fitted on differ, and not the pages.
 */

import { isIpHost } from '../host.ts';
import { type BrandIndex, ENDS, packagedBrands } from './brand-index.ts';
import type { Brand } from './brands.ts';
import type { HostParts } from './host-parts.ts';
import { surpriseOf } from './letter-surprise.ts';
import { LURES } from './lures.ts';
import type { Model } from './model.ts';
import { wordsIn } from './word-index.ts';

/** Each has its words in `_locales`. */
export const FEATURE_KINDS = [
  'ip',
  'port',
  'file',
  'brand',
  'word',
  'path',
  'random',
  'digits',
  'punycode',
  'tenant',
  'ending',
  'hyphens',
  'labels',
  'length',
] as const;

export type FeatureKind = (typeof FEATURE_KINDS)[number];

/** A kind and which of it, as in `ending:top` and `digits:3`. */
export type Feature = `${FeatureKind}:${string}`;

type Reading = Pick<Model, 'letters' | 'words'>;

const MAXIMUM_PATH = 512;
const SHORTEST_BRAND = 6;
const FEWEST_LETTERS = 5;
/** In half bits. */
const LEAST_SURPRISE = 9;
const MOST_SURPRISE = 14;

const PROGRAM =
  /\.(?:exe|msi|scr|apk|ipa|dmg|jar|bat|cmd|ps1|vbs|hta|iso|elf|sh|bin|dll|arm\d?|mips|mpsl|x86)$/;
/** Ordinary in a name, as other numbers are not. */
const YEAR = /(?<!\d)20[0-3]\d(?!\d)/;
const YEAR_DIGITS = 4;
/** Networks at home and at work, where a number is the ordinary name. */
const PRIVATE_IP =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.|^\[(?:::1?\]|f[cd]|fe[89ab])/;

/** `parts` are those of the address's host; undefined for an IP address and a public suffix. */
export function featuresOf(
  address: URL,
  parts: HostParts | undefined,
  reading: Reading,
): readonly Feature[] {
  return [...hostFeatures(address.hostname, parts, reading), ...restFeatures(address)];
}

export function hostFeatures(
  hostname: string,
  parts: HostParts | undefined,
  { letters, words }: Reading,
): readonly Feature[] {
  if (parts === undefined) {
    return isIpHost(hostname) && !PRIVATE_IP.test(hostname) ? ['ip:public'] : [];
  }
  const { suffix, label, chosen, isLent } = parts;
  const ending = isLent
    ? 'tenant:any'
    : (`ending:${suffix.slice(suffix.lastIndexOf('.') + 1)}` as const);
  const features: Feature[] = [ending];
  const labels = chosen[0] === 'www' && chosen.length > 1 ? chosen.slice(1) : chosen;
  if (labels.some((one) => one.startsWith('xn--'))) features.push('punycode:any');
  else addLetterFeatures(features, label, letters);
  const tokens = tokensOf(labels);
  // "login" and "mail" are ordinary names below a host, and words elsewhere.
  const told = labels.filter((one, at) => at === labels.length - 1 || one.includes('-'));
  for (const word of wordsIn(tokensOf(told), words)) features.push(`word:${word}`);
  const borne = nameBorneBy(labels, tokens, packagedBrands());
  if (borne !== undefined) features.push(`brand:${borne.which}`);
  count(features, 'hyphens', tokens.length - labels.length, 4);
  count(features, 'labels', labels.length - 1, 4);
  return features;
}

/** What stands between hyphens. */
export function tokensOf(labels: readonly string[]): readonly string[] {
  return labels.some((label) => label.includes('-'))
    ? labels.flatMap((label) => label.split('-'))
    : labels;
}

function addLetterFeatures(features: Feature[], label: string, letters: string): void {
  const { length } = label;
  const digits = digitsIn(label);
  count(features, 'digits', digits, 5);
  if (length >= 12) features.push(`length:${Math.min(length - (length % 4), 28)}`);
  else if (length <= 4) features.push(`length:${length}`);
  if (length - digits < FEWEST_LETTERS) return;
  const surprise = Math.min(Math.floor(surpriseOf(label, letters) * 2), MOST_SURPRISE);
  if (surprise >= LEAST_SURPRISE) features.push(`random:${surprise}`);
}

function digitsIn(label: string): number {
  let digits = 0;
  for (let at = 0; at < label.length; at += 1) {
    const code = label.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) digits += 1;
  }
  return digits >= YEAR_DIGITS && YEAR.test(label) ? digits - YEAR_DIGITS : digits;
}

function count(features: Feature[], kind: FeatureKind, found: number, most: number): void {
  if (found > 0) features.push(`${kind}:${Math.min(found, most)}`);
}

export interface BorneName {
  readonly which: 'same' | 'label' | 'token' | 'part';
  readonly brand: Brand;
}

/**
 * A protected name where its owner is not: a label of its own, a part of one, or the name that was
 * registered, which under another ending may be anybody's.
 */
export function nameBorneBy(
  labels: readonly string[],
  tokens: readonly string[],
  index: BrandIndex,
): BorneName | undefined {
  const whole = labels.findIndex((label) => distinctive(index.byName.get(label)) !== undefined);
  const brand = index.byName.get(labels[whole] ?? '');
  if (brand !== undefined) return { which: whole === labels.length - 1 ? 'same' : 'label', brand };
  const named = first(tokens, (token) => distinctive(index.byName.get(token)));
  if (named !== undefined) return { which: 'token', brand: named };
  const atEnd = first(tokens, (token) => brandAtEnd(token, index));
  return atEnd && { which: 'part', brand: atEnd };
}

function first<T>(
  tokens: readonly string[],
  find: (token: string) => T | undefined,
): T | undefined {
  for (const token of tokens) {
    const found = find(token);
    if (found !== undefined) return found;
  }
  return undefined;
}

function distinctive(brand: Brand | undefined): Brand | undefined {
  return brand?.isWord === false ? brand : undefined;
}

function brandAtEnd(token: string, { byHead, byTail }: BrandIndex): Brand | undefined {
  if (token.length <= SHORTEST_BRAND) return undefined;
  const isPart = ({ name, isWord }: Brand) =>
    !isWord && name.length >= SHORTEST_BRAND && name.length < token.length;
  return (
    byHead.get(token.slice(0, ENDS))?.find((one) => isPart(one) && token.startsWith(one.name)) ??
    byTail.get(token.slice(-ENDS))?.find((one) => isPart(one) && token.endsWith(one.name))
  );
}

/** Of the port and the path. */
export function restFeatures({ port, pathname }: URL): readonly Feature[] {
  const features: Feature[] = [];
  if (port !== '') features.push('port:other');
  if (pathname.length < 2) return features;
  const path = pathname.slice(0, MAXIMUM_PATH).toLowerCase();
  if (PROGRAM.test(path)) features.push('file:program');
  const tokens = path.split(/[^a-z0-9]+/);
  count(features, 'path', new Set(tokens.filter((token) => LURES.has(token))).size, 3);
  const { byName } = packagedBrands();
  if (tokens.some((token, at) => tokens[at + 1] === 'com' && byName.has(token))) {
    features.push('path:host');
  }
  return features;
}
