/**
 * What is unusual about an address, in features that a person could check: its ending, its words,
 * its digits, letters at random. None says anything alone; `unusual.ts` weighs them together.
 * Invariant: nothing depends on the scheme, on a leading www, or on the path: in those the lists
 * that weights are fitted on differ, and not the pages.
 */

import { isIpHost, toUnicodeHost } from '../host.ts';
import { type BrandIndex, ENDS, packagedBrands } from './brand-index.ts';
import type { Brand } from './brands.ts';
import type { HostParts } from './host-parts.ts';
import { surpriseOf } from './letter-surprise.ts';
import { STRONG_LURES } from './lures.ts';
import type { Model } from './model.ts';
import { wordsIn } from './word-index.ts';

/** Each has its words in `_locales`. */
export const FEATURE_KINDS = [
  'ip',
  'port',
  'brand',
  'word',
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

const SHORTEST_BRAND = 6;
const FEWEST_LETTERS = 5;
/** In half bits. */
const LEAST_SURPRISE = 9;
const MOST_SURPRISE = 14;

/** Ordinary in a name, as other numbers are not. */
const YEAR = /(?<!\d)(?:19[4-9]\d|20[0-3]\d)(?!\d)/;
const YEAR_DIGITS = 4;
/** In front of other labels, they end a whole host. */
const ENDINGS: ReadonlySet<string> = new Set(['com', 'org', 'gov']);
/** Networks at home and at work, where a number is the ordinary name. */
const PRIVATE_IP =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.|^\[(?:::1?\]|f[cd]|fe[89ab])/;

/** `parts` are those of the address's host; undefined for an IP address and a public suffix. */
export function featuresOf(
  address: URL,
  parts: HostParts | undefined,
  reading: Reading,
): readonly Feature[] {
  const ofHost = hostFeatures(address.hostname, parts, reading);
  return address.port === '' ? ofHost : [...ofHost, 'port:other'];
}

function hostFeatures(
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
  const written = chosen[0] === 'www' && chosen.length > 1 ? chosen.slice(1) : chosen;
  // In punycode, hyphens are not its owner's.
  const isForeign = written.some((one) => one.startsWith('xn--'));
  const labels = isForeign ? written.map(toUnicodeHost) : written;
  if (isForeign) features.push('punycode:any');
  else addLetterFeatures(features, label, letters, isLent);
  const tokens = tokensOf(labels);
  addWordFeatures(features, labels, words, isLent);
  const borne = nameBorneBy(labels, tokens, packagedBrands());
  if (borne !== undefined) features.push(`brand:${borne.which}`);
  else if (hasProtectedWord(label)) features.push('brand:word');
  if (!isLent) count(features, 'hyphens', tokens.length - labels.length, 4);
  count(features, 'labels', labels.length - 1, 4);
  if (labels.some((one, at) => at > 0 && at < labels.length - 1 && ENDINGS.has(one))) {
    features.push('labels:host');
  }
  return features;
}

function addWordFeatures(
  features: Feature[],
  labels: readonly string[],
  words: Model['words'],
  isLent: boolean,
): void {
  const { byName } = packagedBrands();
  // "login" and "mail" are ordinary names below a host, and words elsewhere.
  const told = labels.filter((one, at) => at === labels.length - 1 || one.includes('-'));
  const unnamed = tokensOf(told).filter((token) => distinctive(byName.get(token)) === undefined);
  for (const word of wordsIn(unnamed, words)) {
    // Where anybody tries things out, demos are named so.
    if (!isLent || STRONG_LURES.has(word)) features.push(`word:${word}`);
  }
}

/** A protected name that is a word, with something beside it. */
function hasProtectedWord(label: string): boolean {
  return (
    label.includes('-') && label.split('-').some((token) => packagedBrands().byName.has(token))
  );
}

/** What stands between hyphens. */
export function tokensOf(labels: readonly string[]): readonly string[] {
  return labels.some((label) => label.includes('-'))
    ? labels.flatMap((label) => label.split('-'))
    : labels;
}

function addLetterFeatures(
  features: Feature[],
  label: string,
  letters: string,
  isLent: boolean,
): void {
  const { length } = label;
  const digits = digitsIn(withoutNames(label));
  count(features, 'digits', digits, 5);
  if (length >= 12 && !isLent) features.push(`length:${Math.min(length - (length % 4), 28)}`);
  else if (length <= 4) features.push(`length:${length}`);
  if (length - digits < FEWEST_LETTERS) return;
  const surprise = Math.min(Math.floor(surpriseOf(label, letters) * 2), MOST_SURPRISE);
  if (surprise >= LEAST_SURPRISE) features.push(`random:${surprise}`);
}

/** The digits of a protected name are its owner's. */
function withoutNames(label: string): string {
  if (!label.includes('-')) return label;
  const { byName } = packagedBrands();
  return label
    .split('-')
    .filter((token) => !byName.has(token))
    .join('-');
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
