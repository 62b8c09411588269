/**
 * Goes on asking which site the page is: some appear late, some live on a few routes of a big host
 * alone, and one whose messages are not found where they should be is guarded as any other page
 * until they are.
 */
import type { PageSite } from '../messaging/protocol.ts';
import { has, isLoading } from './dom.ts';
import { generic } from './generic.ts';
import { isLike } from './like.ts';
import { EDITOR, type Recognition, recogniseGeneric, recognitionOf } from './recognise.ts';

const FIRST_LOOK_MILLISECONDS = 100;
/** A page without a chat costs next to nothing. */
const LAST_LOOK_MILLISECONDS = 1_000;
const KNOWN_LOOK_MILLISECONDS = 500;
/** Looking for the largest list costs a layout. */
const FIRST_MEASURING_MILLISECONDS = 2_000;
const LAST_MEASURING_MILLISECONDS = 16_000;
/** So long a page that is there may take to show its messages. */
const PATIENCE_MILLISECONDS = 8_000;

export class Recogniser {
  /** None until it is known which. */
  #sites: readonly PageSite[] = [];
  #current: Recognition | undefined;
  #expected: string | undefined;
  #lookAt = 0;
  /** Something happened in the page, but too soon after the last look. */
  #isLookDue = false;
  #lookAfter = FIRST_LOOK_MILLISECONDS;
  #measureAt = 0;
  #measureAfter = FIRST_MEASURING_MILLISECONDS;
  /** Since when a site is there without its messages. */
  #missingSince: number | undefined;
  /** Whether links are looked for anywhere. */
  hasChat = false;

  /** Undefined leaves the page alone. */
  get current(): Recognition | undefined {
    return this.#current;
  }

  /** The id of the site that the page should be, but in which no messages are found. */
  get expected(): string | undefined {
    return this.#expected;
  }

  /** Other sites are to be told apart from now on. */
  use(sites: readonly PageSite[]): void {
    this.#sites = sites;
    this.lookNow();
  }

  lookNow(): void {
    this.#lookAt = 0;
    this.#lookAfter = FIRST_LOOK_MILLISECONDS;
    this.#measureAt = 0;
  }

  /** Milliseconds until there is a reason to look though nothing happens in the page. */
  nextLook(now: number): number | undefined {
    const isSettled = this.#current !== undefined && this.#missingSince === undefined;
    return isSettled && !this.#isLookDue ? undefined : Math.max(this.#lookAt - now, 0);
  }

  /** True when the page is another site than before. */
  look(now: number): boolean {
    this.#isLookDue = now < this.#lookAt;
    if (this.#isLookDue) {
      return false;
    }
    this.#lookAfter =
      this.#current === undefined
        ? Math.min(2 * this.#lookAfter, LAST_LOOK_MILLISECONDS)
        : KNOWN_LOOK_MILLISECONDS;
    this.#lookAt = now + this.#lookAfter;
    const found = this.#find(now);
    const known = this.#current;
    if (found?.site === known?.site && found?.largest === known?.largest) {
      return false;
    }
    this.#current = found;
    return true;
  }

  #find(now: number): Recognition | undefined {
    const sites = sitesOnPath(this.#sites, location.pathname);
    const site = this.#claiming(sites);
    this.#noteMissing(site, now);
    if (site === undefined || this.#expected !== undefined) {
      const found = this.#findGeneric(sites, now);
      this.hasChat = found !== undefined;
      return found;
    }
    this.hasChat = true;
    return site === this.#current?.site ? this.#current : recognitionOf(site, undefined);
  }

  /** One that has claimed the page keeps it, also while the page is drawn anew. */
  #claiming(sites: readonly PageSite[]): PageSite | undefined {
    const known = this.#current?.site;
    return known !== undefined && known !== generic && sites.includes(known)
      ? known
      : sites.find((site) => site !== generic && has(document, site.fingerprint));
  }

  #findGeneric(sites: readonly PageSite[], now: number): Recognition | undefined {
    if (!sites.includes(generic)) {
      return undefined;
    }
    const mayMeasure = !isLoading() && now >= this.#measureAt;
    if (mayMeasure) {
      this.#measureAt = now + this.#measureAfter;
      this.#measureAfter = Math.min(2 * this.#measureAfter, LAST_MEASURING_MILLISECONDS);
    }
    const found = recogniseGeneric(mayMeasure);
    const known = this.#current;
    return found ?? (known?.site === generic ? known : undefined);
  }

  #noteMissing(site: PageSite | undefined, now: number): void {
    const isMissing =
      site !== undefined && !isLoading() && has(document, site.fingerprint) && lacksMessages(site);
    if (!isMissing) {
      this.#missingSince = undefined;
      this.#expected = undefined;
      return;
    }
    this.#missingSince ??= now;
    if (now - this.#missingSince >= PATIENCE_MILLISECONDS) {
      this.#expected = site.id;
    }
  }
}

/**
 * A list holds links and no message, or somebody can write where no list is. Without either, a
 * conversation may be empty, or none open.
 */
function lacksMessages({ list, link, message, composer }: PageSite): boolean {
  return has(document, list)
    ? message !== '*' &&
        !has(document, `:is(${list}) :is(${message})`) &&
        has(document, `:is(${list}) :is(${link})`)
    : has(document, composer || EDITOR);
}

/** On other routes of a site that lives on some, not even the generic one has a business. */
function sitesOnPath(sites: readonly PageSite[], path: string): readonly PageSite[] {
  const here = sites.filter(
    ({ paths, mayOverlay, fingerprint }) =>
      paths.length === 0 ||
      paths.some((pattern) => isLike(path, pattern)) ||
      (mayOverlay && has(document, fingerprint)),
  );
  const isElsewhere = ({ hosts }: PageSite) => hosts.length > 0;
  return here.length < sites.length && !here.some(isElsewhere) ? [] : here;
}
