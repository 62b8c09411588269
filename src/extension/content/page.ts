/**
 * One document under guard: recognises its site, lets links be watched, judged and guarded, and
 * answers the background. Idle until a site is recognised; when the extension is reloaded under
 * it, it puts everything back and goes.
 */
import { isCovered, patternOf } from '../match-pattern.ts';
import type { Disposition, LinkSighting, PageSetup } from '../messaging/protocol.ts';
import { ask, listenToBackground, PortError } from './background-port.ts';
import { Beside } from './beside.ts';
import { describePage } from './describe.ts';
import { Desk } from './desk.ts';
import { isConnected } from './dom.ts';
import { type ExtensionApi, isOrphaned } from './extension-api.ts';
import { Guard } from './guard.ts';
import { Judge } from './judge.ts';
import { areSame, hostOf, knownSites } from './known-sites.ts';
import { Marks } from './mark.ts';
import { Nearness } from './nearness.ts';
import { NOTHING_RECOGNISED } from './nothing-recognised.ts';
import { recognise } from './recognise.ts';
import { generic, type Site, sitesOn } from './sites/index.ts';
import { Slices } from './slices.ts';
import { trySite } from './try-site.ts';
import { Watch } from './watch.ts';

const RECOGNISE_EVERY_MILLISECONDS = 100;
/** Looking for the largest list costs a layout. */
const MEASURE_EVERY_MILLISECONDS = 2_000;
const ORPHAN_CHECK_MILLISECONDS = 10_000;
/** For frames of the tab that know more than the top one. */
const FRAMES_FIRST_MILLISECONDS = 150;

const NO_SETUP: PageSetup = { sites: [], off: [], hints: false };

export class Page {
  readonly #api: ExtensionApi;
  readonly #end = new AbortController();
  readonly #host: string;
  #sites: readonly Site[];
  readonly #desk: Desk;
  readonly #judge: Judge;
  readonly #guard: Guard;
  readonly #beside: Beside;
  readonly #watch: Watch;
  readonly #slices: Slices;
  #recogniseAt = 0;
  #measureAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(api: ExtensionApi) {
    const { signal } = this.#end;
    const ownOrigin = globalThis.origin;
    this.#api = api;
    this.#host = hostOf(ownOrigin);
    this.#sites = sitesOn(this.#host);
    this.#slices = new Slices(
      {
        step: (deadline) => this.#step(deadline),
        isPageBusy: () => document.readyState === 'loading',
      },
      signal,
    );
    this.#judge = new Judge(
      api,
      {
        siteId: () => this.#desk.recognition?.site.id,
        onOrder: (link, state, order) => {
          this.#desk.obey(link, state, order);
          this.#slices.request();
        },
        onOrphaned: () => this.stop(),
        isGone: (link) => !isConnected(link),
      },
      signal,
    );
    const nearness = new Nearness((link) => {
      this.#desk.onNearness(link);
      this.#slices.request();
    }, signal);
    const marks = new Marks(api, signal);
    this.#desk = new Desk(marks, nearness, this.#judge, ownOrigin);
    this.#beside = new Beside(
      api,
      this.#desk,
      marks,
      ownOrigin,
      {
        recogniseNow: () => this.#recogniseNow(),
        onOrphaned: () => this.stop(),
        onStopped: (...stopped) => this.#tellActivated(...stopped),
      },
      signal,
    );
    this.#guard = new Guard(
      api,
      {
        inspect: (link) => {
          this.#recogniseNow();
          return this.#desk.inspect(link);
        },
        onActivated: (...activated) => this.#tellActivated(...activated),
        onRoot: (root) => {
          this.#watch.observe(root);
          this.#beside.onRoot(root);
        },
        isAlive: () => this.#isAlive(),
      },
      signal,
    );
    this.#watch = new Watch(
      api,
      {
        onLink: (link) => this.#desk.see(link),
        onRemoved: (element) => this.#desk.onRemoved(element),
        isOurs: (element) => this.#desk.isOurs(element),
        onWork: () => this.#slices.request(),
        onNewRoot: () => {
          this.#guard.arm();
          this.#beside.arm();
          marks.arm();
          nearness.arm();
        },
      },
      signal,
    );
    this.#answer();
    this.#lookForOrphaning();
    void this.#learnSites();
  }

  get isStopped(): boolean {
    return this.#end.signal.aborted;
  }

  /** Puts the page back as it was and leaves it. */
  stop(): void {
    this.#end.abort();
    clearTimeout(this.#timer);
    this.#desk.withdrawAll();
  }

  #step(deadline: number): boolean {
    if (!this.#isAlive()) {
      return false;
    }
    this.#recognise();
    this.#desk.recognition?.reader.refresh();
    this.#desk.step(deadline);
    const hasWalks = this.#watch.step(deadline);
    if (!hasWalks) {
      this.#judge.flush();
    }
    return this.#desk.hasReady || hasWalks;
  }

  /** Once a real adapter has claimed the page, the question is settled. */
  #recognise(): void {
    const known = this.#desk.recognition;
    if (known !== undefined && known.site !== generic) {
      return;
    }
    const now = performance.now();
    if (now < this.#recogniseAt) {
      this.#recogniseLater(this.#recogniseAt - now);
      return;
    }
    this.#recogniseAt = now + RECOGNISE_EVERY_MILLISECONDS;
    const mayMeasure = document.readyState !== 'loading' && now >= this.#measureAt;
    if (mayMeasure) {
      this.#measureAt = now + MEASURE_EVERY_MILLISECONDS;
    }
    const found = recognise(document, this.#sites, mayMeasure) ?? known;
    if (found === undefined && !mayMeasure) {
      this.#recogniseLater(Math.max(this.#measureAt - now, RECOGNISE_EVERY_MILLISECONDS));
    }
    if (found?.site !== known?.site || found?.largest !== known?.largest) {
      this.#desk.recognition = found;
      this.#judge.renew();
      this.#watch.setSite(found?.site);
      this.#desk.judgeAll();
    }
  }

  /** A press can come before the slice that would have recognised the site. */
  #recogniseNow(): void {
    if (this.#desk.recognition === undefined) {
      this.#recogniseAt = 0;
      this.#recognise();
    }
  }

  #recogniseLater(milliseconds: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#slices.request();
    }, milliseconds);
  }

  async #tellActivated(
    pressed: Element,
    sighting: LinkSighting,
    disposition: Disposition,
  ): Promise<void> {
    const site = this.#desk.recognition?.site.id ?? 'generic';
    try {
      await ask(this.#api, 'link.activated', { site, link: sighting, disposition });
    } catch (error) {
      if (error instanceof PortError && error.code === 'orphaned') {
        this.stop();
        return;
      }
      // Nothing was opened, and the person should see that it was us.
      this.#desk.showStopped(pressed, { key: 'mark_unreachable', substitutions: [] });
    }
  }

  #answer(): void {
    listenToBackground(
      this.#api,
      {
        'page.describe': () => this.#describe(),
        'decisions.changed': () => this.#judgeAgain(),
        'sites.changed': () => void this.#learnSites(),
        'page.release': ({ patterns }) => {
          const own = patternOf(globalThis.origin);
          if (own !== undefined && isCovered(own, patterns)) {
            this.stop();
          }
        },
        'site.try': ({ site }) => trySite(site),
        'link.copy': ({ form }) => this.#beside.copyLink(this.#guard.menuLink, form),
      },
      this.#end.signal,
    );
  }

  #judgeAgain(): void {
    this.#judge.renew();
    this.#desk.judgeAll();
    this.#judge.flush();
    this.#beside.renew();
  }

  /** The built-in sites until the background answers; then the person's own first. */
  async #learnSites(): Promise<void> {
    const setup = await ask(this.#api, 'page.begin', undefined).catch(() => NO_SETUP);
    this.#beside.setHints(setup.hints);
    const known = knownSites(this.#host, setup);
    if (!this.#end.signal.aborted && !areSame(known, this.#sites)) {
      this.#sites = known;
      this.#recogniseAfresh();
    }
  }

  #recogniseAfresh(): void {
    this.#desk.recognition = undefined;
    this.#recogniseAt = 0;
    this.#recognise();
    if (this.#desk.recognition === undefined) {
      this.#desk.withdrawAll();
      this.#watch.setSite(undefined);
    }
    this.#slices.request();
  }

  #describe() {
    const description = describePage(this.#desk);
    if (description !== undefined || window !== window.top) {
      return description;
    }
    return new Promise<typeof NOTHING_RECOGNISED>((resolve) => {
      setTimeout(() => resolve(NOTHING_RECOGNISED), FRAMES_FIRST_MILLISECONDS);
    });
  }

  #lookForOrphaning(): void {
    const { signal } = this.#end;
    const timer = setInterval(() => this.#isAlive(), ORPHAN_CHECK_MILLISECONDS);
    signal.addEventListener('abort', () => clearInterval(timer));
    addEventListener('focus', () => this.#isAlive(), { signal });
    // A page that comes back as it was left holds orders from then.
    addEventListener('pageshow', ({ persisted }) => persisted && this.#judgeAgain(), { signal });
    // The last look at a page that does not change by itself.
    addEventListener('load', () => this.#slices.request(), { signal });
  }

  #isAlive(): boolean {
    if (this.#end.signal.aborted) {
      return false;
    }
    if (isOrphaned(this.#api)) {
      this.stop();
      return false;
    }
    return true;
  }
}
