/**
 * Tells whether a host passes itself off as somebody's whose name is protected: by letters that
 * look like those of the name, by one slip of the keyboard, by the name beside a word that baits,
 * or by the whole host in front of its own. The owner's hosts, and a name that is simply the same
 * under another ending, are not look-alikes.
 */
import { providerOf } from '../../provider/directory.ts';
import { toUnicodeHost } from '../host.ts';
import { type BrandIndex, ENDS, isOwned, packagedBrands } from './brand-index.ts';
import type { Brand } from './brands.ts';
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
    const found = byLabels(parts, index) ?? byFront(parts, index);
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
  if (index.byName.has(label)) return undefined;
  const skeleton = skeletonOf(joined);
  const alike = index.bySkeleton.get(skeleton);
  if (alike !== undefined) return foundAs('letters', alike);
  const slipped =
    slippedName(isForeign ? inLatin(label) : label, index) ?? longNameLike(skeleton, index);
  return slipped && foundAs('slip', slipped);
}

function slippedName(label: string, { byHead, byTail }: BrandIndex): Brand | undefined {
  if (label.length < MINIMUM_SLIP - 1) return undefined;
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
    if (brand === undefined) continue;
    if (NOT_ASCII.test(token)) return foundAs('letters', brand);
    if (brand.host === `${brand.name}.${tokens[at + 1]}`) return foundAs('front', brand);
    if (isBaited(brand, tokens.toSpliced(at, 1))) return foundAs('word', brand);
  }
  return undefined;
}

function isBaited({ isWord }: Brand, others: readonly string[]): boolean {
  return isWord
    ? others.every((other) => STRONG_LURES.has(other))
    : others.some((other) => LURES.has(other));
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
