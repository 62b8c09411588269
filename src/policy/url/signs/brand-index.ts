/** The protected names, found by what they look like, begin with and end in. */

import { registrableDomain } from '../host.ts';
import { type Brand, brandOf, packagedNames } from './brands.ts';
import { lettersIn } from './edit-distance.ts';
import { skeletonOf } from './skeleton.ts';

export interface BrandIndex {
  readonly bySkeleton: ReadonlyMap<string, Brand>;
  /** By the first and by the last `ENDS` letters of their skeletons. */
  readonly bySkeletonHead: ReadonlyMap<string, readonly SkeletonPart[]>;
  readonly bySkeletonTail: ReadonlyMap<string, readonly SkeletonPart[]>;
  /** By their first and by their last `ENDS` letters. */
  readonly byHead: ReadonlyMap<string, readonly Brand[]>;
  readonly byTail: ReadonlyMap<string, readonly Brand[]>;
  readonly byName: ReadonlyMap<string, Brand>;
  /** Names long enough to be known with several slips, by the first letter of their skeletons. */
  readonly long: ReadonlyMap<string, readonly LongName[]>;
  readonly fronts: ReadonlyMap<string, Pick<Brand, 'host' | 'providerId'>>;
  /** The last labels of those: without one, no front is looked for. */
  readonly frontEndings: ReadonlySet<string>;
  /** The owners', each with all below it. */
  readonly hosts: ReadonlySet<string>;
}

export interface SkeletonPart {
  readonly brand: Brand;
  readonly skeleton: string;
}

export interface LongName extends SkeletonPart {
  /** As `lettersIn` counts them. */
  readonly letters: number;
  /** With so many slips it is still known. */
  readonly slips: number;
}

const LONG = 11;
const VERY_LONG = 14;

/** One slip cannot change both the first and the last three letters of six or more. */
export const ENDS = 3;

let packaged: BrandIndex | undefined;

/** Of the packaged names; made when it is asked for the first time. */
export function packagedBrands(): BrandIndex {
  if (packaged === undefined) {
    const { brands, fronts, owned } = packagedNames();
    packaged = indexOf(brands, fronts, owned);
  }
  return packaged;
}

const MADE = new WeakMap<readonly string[], BrandIndex>();

/** Of hosts that somebody protects beside the packaged ones; made once for a list. */
export function brandsOf(hosts: readonly string[]): BrandIndex {
  const made = MADE.get(hosts) ?? makeIndex(hosts);
  MADE.set(hosts, made);
  return made;
}

function makeIndex(hosts: readonly string[]): BrandIndex {
  const registrable = hosts.flatMap((host) => registrableDomain(host) ?? []);
  return indexOf(
    registrable.flatMap((host) => brandOf(host, undefined)),
    registrable.map((host) => ({ host, providerId: undefined })),
    new Set(registrable),
  );
}

export function isOwned({ hosts }: BrandIndex, host: string): boolean {
  let own = host;
  while (!hosts.has(own)) {
    const dot = own.indexOf('.');
    if (dot < 0) return false;
    own = own.slice(dot + 1);
  }
  return true;
}

function indexOf(
  brands: readonly Brand[],
  fronts: readonly Pick<Brand, 'host' | 'providerId'>[],
  hosts: ReadonlySet<string>,
): BrandIndex {
  const bySkeleton = new Map<string, Brand>();
  for (const brand of brands) {
    const skeleton = skeletonOf(brand.name.replaceAll('-', ''));
    if (!bySkeleton.has(skeleton)) bySkeleton.set(skeleton, brand);
  }
  const byHead = new Map<string, Brand[]>();
  const byTail = new Map<string, Brand[]>();
  const bySkeletonHead = new Map<string, SkeletonPart[]>();
  const bySkeletonTail = new Map<string, SkeletonPart[]>();
  const long = new Map<string, LongName[]>();
  for (const [skeleton, brand] of bySkeleton) {
    addTo(byHead, brand.name.slice(0, ENDS), brand);
    addTo(byTail, brand.name.slice(-ENDS), brand);
    if (!brand.isWord && !brand.name.includes('-')) {
      addTo(bySkeletonHead, skeleton.slice(0, ENDS), { brand, skeleton });
      addTo(bySkeletonTail, skeleton.slice(-ENDS), { brand, skeleton });
    }
    if (skeleton.length >= LONG) {
      addTo(long, skeleton.charAt(0), {
        ...{ brand, skeleton, letters: lettersIn(skeleton) },
        slips: skeleton.length < VERY_LONG ? 2 : 3,
      });
    }
  }
  const byName = new Map(brands.map((brand) => [brand.name, brand]));
  return {
    ...{ byName, bySkeleton, bySkeletonHead, bySkeletonTail, byHead, byTail, long, hosts },
    fronts: new Map(fronts.map((front) => [front.host, front])),
    frontEndings: new Set(fronts.map(({ host }) => host.slice(host.lastIndexOf('.') + 1))),
  };
}

function addTo<T>(groups: Map<string, T[]>, key: string, brand: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [brand]);
  else group.push(brand);
}
