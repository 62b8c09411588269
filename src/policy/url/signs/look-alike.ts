/**
 * Tells whether a host passes itself off as somebody's whose name is protected: by letters that
 * look like those of the name, by one slip of the keyboard, by the name beside a word that baits,
 * by the whole host in front of its own, or by a hyphen for one of its dots. The owner's hosts, and a name that is simply the same
 * under another ending, are not look-alikes.
 */
import { providerById, providerOf } from '../../provider/directory.ts';
import { toUnicodeHost } from '../host.ts';
import {
  type BrandIndex,
  ENDS,
  isOwned,
  packagedBrands,
  type SkeletonPart,
} from './brand-index.ts';
import { type Brand, NEIGHBOURS } from './brands.ts';
import { isWithin, lettersApart, lettersIn, slipBetween } from './edit-distance.ts';
import type { HostParts } from './host-parts.ts';
import { LURES, STRONG_LURES } from './lures.ts';
import { inLatin, skeletonOf } from './skeleton.ts';

/** How a host resembles another. */
export type Likeness = 'letters' | 'slip' | 'word' | 'front';

export interface LookAlike {
  readonly unicodeHost: string;
  readonly likeness: Likeness;
  /** The host that it resembles. */
  readonly resembles: string;
  /** Whose that is, where the directory has it. */
  readonly providerId?: string;
}

type Found = Pick<LookAlike, 'resembles' | 'providerId' | 'likeness'>;

/** Shorter names have too many neighbours in plain Latin letters. */
const MINIMUM_LABEL = 5;
const MINIMUM_FOREIGN_LABEL = 4;
const MINIMUM_SLIP = 7;
/** What a name of eleven letters comes to with two fewer. */
const MINIMUM_LONG = 9;
const MINIMUM_GLUED = 5;
const MINIMUM_PART = 7;
const MOST_LABELS = 5;

const NOT_ASCII = /[^\0-\x7f]/;

/** `others` are protected beside the packaged names. */
export function lookAlikeOf(parts: HostParts, others?: BrandIndex): LookAlike | undefined {
  const { host, registrable } = parts;
  const indexes = others === undefined ? [packagedBrands()] : [packagedBrands(), others];
  if (providerOf(registrable) !== undefined || indexes.some((index) => isOwned(index, host))) {
    return undefined;
  }
  for (const index of indexes) {
    const found = byLabels(parts, index) ?? byFront(parts, index) ?? byHyphen(host, index);
    if (found !== undefined) return { unicodeHost: toUnicodeHost(host), ...found };
  }
  return undefined;
}

/** The registrable label first. */
function byLabels({ chosen }: HostParts, index: BrandIndex): Found | undefined {
  for (let at = chosen.length - 1; at >= 0; at -= 1) {
    const written = chosen[at] ?? '';
    if (written.length < MINIMUM_FOREIGN_LABEL) continue;
    const label = written.startsWith('xn--') ? toUnicodeHost(written) : written;
    const found = byLikeness(label, label !== written, index) ?? byWord(label, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function byLikeness(label: string, isForeign: boolean, index: BrandIndex): Found | undefined {
  const joined = label.includes('-') ? label.replaceAll('-', '') : label;
  if (joined.length < (isForeign ? MINIMUM_FOREIGN_LABEL : MINIMUM_LABEL)) return undefined;
  if (index.byName.has(label) || NEIGHBOURS.has(label)) return undefined;
  const skeleton = skeletonOf(joined);
  const alike = index.bySkeleton.get(skeleton) ?? partInOtherLetters(joined, skeleton, index);
  if (alike !== undefined) return foundAs('letters', alike);
  const slipped =
    slippedName(isForeign ? inLatin(label) : label, index) ?? longNameLike(skeleton, index);
  return slipped && foundAs('slip', slipped);
}

/** As in rnicrosoftrecovery: nobody writes a long name so by chance. */
function partInOtherLetters(
  label: string,
  skeleton: string,
  { bySkeletonHead, bySkeletonTail }: BrandIndex,
): Brand | undefined {
  if (skeleton.length <= MINIMUM_PART) return undefined;
  const find = ({ brand, skeleton: part }: SkeletonPart, isThere: boolean) =>
    isThere && part.length >= MINIMUM_PART && !label.includes(brand.name);
  return (
    bySkeletonHead
      .get(skeleton.slice(0, ENDS))
      ?.find((one) => find(one, skeleton.startsWith(one.skeleton))) ??
    bySkeletonTail
      .get(skeleton.slice(-ENDS))
      ?.find((one) => find(one, skeleton.endsWith(one.skeleton)))
  )?.brand;
}

function slippedName(label: string, { byHead, byTail }: BrandIndex): Brand | undefined {
  if (label.length < MINIMUM_SLIP - 1 || NEIGHBOURS.has(label)) return undefined;
  const near = (brand: Brand) => !brand.isWord && isSlipOf(brand.name, label);
  return byHead.get(label.slice(0, ENDS))?.find(near) ?? byTail.get(label.slice(-ENDS))?.find(near);
}

function longNameLike(skeleton: string, { long }: BrandIndex): Brand | undefined {
  if (skeleton.length < MINIMUM_LONG) return undefined;
  const candidates = long.get(skeleton.charAt(0));
  if (candidates === undefined) return undefined;
  const letters = lettersIn(skeleton);
  // A slip brings in one letter and takes away another, at most. A whole name with something
  // behind it is no slip.
  return candidates.find(
    (name) =>
      lettersApart(name.letters, letters) <= 2 * name.slips &&
      !skeleton.includes(name.skeleton) &&
      isWithin(name.slips, name.skeleton, skeleton),
  )?.brand;
}

/** The first letter is the one that everybody sees; in short names, another is another word. */
function isSlipOf(name: string, label: string): boolean {
  if (name.length < MINIMUM_SLIP || name[0] !== label[0]) return false;
  const slip = slipBetween(name, label);
  return slip !== undefined && (slip !== 'other' || name.length > MINIMUM_SLIP);
}

/** As in paypal-login, loginpaypal, secure-paypa1-account and www-paypal-com. */
function byWord(label: string, index: BrandIndex): Found | undefined {
  if (!label.includes('-')) return byGluedWord(label, index);
  const tokens = label.split('-');
  for (const [at, token] of tokens.entries()) {
    if (token.length < MINIMUM_FOREIGN_LABEL || LURES.has(token)) continue;
    const brand = index.bySkeleton.get(skeletonOf(token));
    const found =
      brand === undefined ? bySlip(token, index) : besideWords(brand, tokens, at, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function bySlip(token: string, index: BrandIndex): Found | undefined {
  if (NOT_ASCII.test(token) || index.byName.has(token)) return undefined;
  const brand = slippedName(token, index);
  return brand && foundAs('slip', brand);
}

function besideWords(
  brand: Brand,
  tokens: readonly string[],
  at: number,
  index: BrandIndex,
): Found | undefined {
  const token = tokens[at] ?? '';
  if (token !== brand.name.replaceAll('-', '')) {
    const isTold = token.length >= MINIMUM_LABEL || NOT_ASCII.test(token);
    return isTold ? foundAs('letters', brand) : undefined;
  }
  if (brand.host === `${brand.name}.${tokens[at + 1]}`) return foundAs('front', brand);
  return isBaited(brand, tokens.toSpliced(at, 1), index) ? foundAs('word', brand) : undefined;
}

function isBaited(brand: Brand, others: readonly string[], { byName }: BrandIndex): boolean {
  if (brand.isWord) return others.every((other) => STRONG_LURES.has(other));
  const owner = ownerOf(brand);
  const isSibling = (other: string) => owner !== undefined && ownerOf(byName.get(other)) === owner;
  return others.some((other) => LURES.has(other)) || others.every(isSibling);
}

/** As taobao and tmall have one. */
function ownerOf(brand: Brand | undefined): string | undefined {
  const id = brand?.isWord === false ? brand.providerId : undefined;
  return id && (providerById(id)?.family ?? id);
}

function byGluedWord(label: string, index: BrandIndex): Found | undefined {
  const glued = ({ name, isWord }: Brand, rest: string) =>
    !isWord && name.length >= MINIMUM_GLUED && LURES.has(rest);
  const brand =
    index.byHead
      .get(label.slice(0, ENDS))
      ?.find((one) => label.startsWith(one.name) && glued(one, label.slice(one.name.length))) ??
    index.byTail
      .get(label.slice(-ENDS))
      ?.find((one) => label.endsWith(one.name) && glued(one, label.slice(0, -one.name.length)));
  return brand && foundAs('word', brand);
}

/** As in paypal.com.evil.test, taobao.com.github.io and secure-paypal.com-login.evil.test. */
function byFront({ chosen }: HostParts, index: BrandIndex): Found | undefined {
  const { fronts, frontEndings } = index;
  const mayEnd = (label: string) => label.includes('-') || frontEndings.has(label);
  if (!chosen.some((label, at) => at > 0 && mayEnd(label))) return undefined;
  for (let start = 0; start < chosen.length - 1; start += 1) {
    const most = Math.min(MOST_LABELS, chosen.length - start);
    for (let length = 2; length <= most; length += 1) {
      const front = chosen.slice(start, start + length).join('.');
      const owner = fronts.get(front) ?? fronts.get(withoutHyphened(front));
      if (owner !== undefined) return foundAs('front', owner);
    }
  }
  return undefined;
}

/** As in icbc-com.cn, weixin-qq.com.cn and amazon-co-jp.example. */
function byHyphen(host: string, { fronts, frontEndings }: BrandIndex): Found | undefined {
  if (!host.includes('-')) return undefined;
  const words = host.split(/[.-]/);
  for (let start = 0, at = 0; start < words.length; start += 1) {
    const isLong = (words[start] ?? '').length >= MINIMUM_FOREIGN_LABEL;
    for (let length = 2; isLong && length <= MOST_LABELS; length += 1) {
      if (!frontEndings.has(words[start + length - 1] ?? '')) continue;
      const front = words.slice(start, start + length).join('.');
      const owner = fronts.get(front);
      if (owner !== undefined && !host.startsWith(front, at)) return foundAs('front', owner);
    }
    at += (words[start] ?? '').length + 1;
  }
  return undefined;
}

/** Without what a hyphen joins to the first and the last label. */
function withoutHyphened(front: string): string {
  return front.includes('-')
    ? front.replace(/^[^.]*-(?=[^.-]{4,}\.)/, '').replace(/(\.[^.-]+)-[^.]*$/, '$1')
    : '';
}

function foundAs(
  likeness: Likeness,
  { host, providerId }: Pick<Brand, 'host' | 'providerId'>,
): Found {
  return { likeness, resembles: host, ...(providerId === undefined ? {} : { providerId }) };
}
