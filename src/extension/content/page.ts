/**
 * One document under guard: recognises its site, lets links be watched, judged and guarded, and
 * answers the background. Idle until a site is recognised; when the extension is reloaded under
 * it, it puts everything back and goes. One long file, for all parts are put together here.
 */
import { isCovered, patternOf } from '../match-pattern.ts';
import type { Disposition, LinkSighting, PageSetup } from '../messaging/protocol.ts';
import { ask, listenToBackground, PortError } from './background-port.ts';
import { Beside } from './beside.ts';
import { describePage } from './describe.ts';
import { Desk } from './desk.ts';
import { isConnected, isElement, isLoading } from './dom.ts';
import { type ExtensionApi, isOrphaned } from './extension-api.ts';
import { Guard } from './guard.ts';
import { Interference } from './interference.ts';
import { Judge } from './judge.ts';
import { areSame, hostOf, knownSites } from './known-sites.ts';
import { LinkPort } from './link-port.ts';
import { Marks } from './mark.ts';
import { Nearness } from './nearness.ts';
import { NOTHING_RECOGNISED } from './nothing-recognised.ts';
import { PlainText } from './plain-text.ts';
import { Recogniser } from './recogniser.ts';
import { type Site, sitesOn } from './sites/index.ts';
import { Slices } from './slices.ts';
import { trySite } from './try-site.ts';
import { Watch } from './watch.ts';

/** For what no event tells: an address that changed, an extension that is gone, a page at rest. */
const ROUND_MILLISECONDS = 1_000;
/** For frames of the tab that know more than the top one. */
const FRAMES_FIRST_MILLISECONDS = 150;

const NO_SETUP: PageSetup = { sites: [], off: [], hints: false };

export class Page {
  readonly #api: ExtensionApi;
  readonly #end = new AbortController();
  readonly #recogniser: Recogniser;
  readonly #desk: Desk;
  readonly #judge: Judge;
  readonly #nearness: Nearness;
  readonly #guard: Guard;
  readonly #beside: Beside;
  readonly #text: PlainText;
  readonly #watch: Watch;
  readonly #slices: Slices;
  readonly #interference: Interference;
  readonly #host: string;
  #sites: readonly Site[];
  #address = location.href;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(api: ExtensionApi) {
    const { signal } = this.#end;
    const ownOrigin = globalThis.origin;
    this.#api = api;
    this.#host = hostOf(ownOrigin);
    this.#sites = sitesOn(this.#host);
    this.#recogniser = new Recogniser(this.#sites);
    this.#slices = new Slices(
      {
        step: (deadline) => this.#step(deadline),
        idleStep: (deadline) => this.#idleStep(deadline),
        hasIdleWork: () => this.#hasTextWork || this.#watch.hasIdleWork,
        isPageBusy: isLoading,
      },
      signal,
    );
    this.#interference = new Interference((isDegraded) => this.#tellState(isDegraded));
    const port = new LinkPort(api, signal);
    this.#judge = new Judge(
      {
        ask: (question, tellAhead) => port.ask(question, tellAhead),
        siteId: () => this.#desk.recognition?.site.id,
        onOrder: (node, known) => {
          if (isElement(node)) {
            this.#desk.obey(node, known);
          } else {
            this.#text.obey(node);
          }
        },
        onAnswered: () => this.#slices.request(),
        onOrphaned: () => this.stop(),
        isGone: (node) => !isConnected(node),
        onFlood: () => this.#interference.note(performance.now()),
      },
      signal,
    );
    this.#nearness = new Nearness((link) => {
      if (!this.#text.onNearness(link)) {
        this.#desk.onNearness(link);
      }
      this.#slices.request();
    }, signal);
    const marks = new Marks(api, signal);
    this.#text = new PlainText(this.#judge, marks, this.#nearness);
    this.#desk = new Desk(marks, this.#nearness, this.#judge, ownOrigin, () =>
      this.#interference.note(performance.now()),
    );
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
    this.#guard = this.#makeGuard(signal);
    this.#watch = this.#makeWatch(marks, signal);
    this.#answer();
    this.#goRound(signal);
    this.#slices.request();
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
    this.#text.withdrawAll();
  }

  #makeGuard(signal: AbortSignal): Guard {
    return new Guard(
      this.#api,
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
  }

  #makeWatch(marks: Marks, signal: AbortSignal): Watch {
    return new Watch(
      this.#api,
      {
        onLinks: (links, from, to, place) => this.#desk.see(links, from, to, place),
        onUnsureLink: (link, place) => this.#desk.seeUnsure(link, place),
        onRemoved: (node) => {
          this.#text.onRemoved(node);
          if (isElement(node)) {
            this.#desk.onRemoved(node);
          }
        },
        onText: (root) => this.#text.look(root),
        isAsWritten: (link) => this.#desk.isAsWritten(link),
        isOurs: (element) => this.#desk.isOurs(element),
        onWork: () => this.#slices.request(),
        onNewRoot: () => {
          this.#guard.arm();
          this.#beside.arm();
          marks.arm();
          this.#nearness.arm();
        },
        onLoaded: () => this.#desk.withdrawGone(),
        onFlood: () => this.#interference.note(performance.now()),
      },
      signal,
    );
  }

  #step(deadline: number): boolean {
    if (!this.#isAlive()) {
      return false;
    }
    this.#recognise();
    this.#lookAround();
    this.#desk.step(deadline);
    const hasWalks = this.#watch.step(deadline);
    if (!hasWalks) {
      this.#judge.flush();
    }
    this.#lookLater();
    return this.#desk.hasReady || hasWalks;
  }

  /** What is known of links by then spares most of it. */
  get #hasTextWork(): boolean {
    return this.#text.hasWork && this.#judge.isAtRest;
  }

  /** Nothing is left to do that a person could notice. */
  #idleStep(deadline: number): void {
    if (this.#hasTextWork) {
      this.#text.step(deadline);
      this.#judge.flush();
    } else {
      this.#watch.idleStep(deadline);
    }
  }

  /** What tells the kind of conversation may have changed, also for links that stand. */
  #lookAround(): void {
    if (this.#desk.recognition?.reader.refresh() === true) {
      this.#watch.rescan();
    }
  }

  #recognise(): void {
    if (!this.#recogniser.look(performance.now())) {
      return;
    }
    const { current } = this.#recogniser;
    this.#desk.recognition = current;
    this.#judge.renew();
    this.#watch.setRecognition(current);
    this.#text.recognition = current;
    if (current === undefined) {
      this.#desk.withdrawAll();
      this.#text.withdrawAll();
    }
  }

  /** A press can come before the slice that would have recognised the site. */
  #recogniseNow(): void {
    if (this.#desk.recognition === undefined) {
      this.#recogniser.lookNow();
      this.#recognise();
    }
  }

  /** Though nothing happens in the page, or nothing that is told. */
  #lookLater(): void {
    const now = performance.now();
    const waits = [this.#recogniser.nextLook(now), this.#watch.nextLook];
    const wait = Math.min(...waits.map((one) => one ?? Number.POSITIVE_INFINITY));
    if (wait < Number.POSITIVE_INFINITY) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#slices.request(), wait);
    }
  }

  /** Rules or preferences changed: old orders stand until the new ones come. */
  #judgeAgain(): void {
    this.#judge.renew();
    this.#watch.rescan();
    this.#beside.renew();
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

  #tellState(isDegraded: boolean): void {
    // Whoever does not hear it now hears it when asked for the page's description.
    void ask(this.#api, 'page.state', { isDegraded }).catch(() => undefined);
    if (!isDegraded) {
      this.#watch.rescan();
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

  /** The built-in sites until the background answers; then the person's own first. */
  async #learnSites(): Promise<void> {
    const setup = await ask(this.#api, 'page.begin', undefined).catch(() => NO_SETUP);
    this.#beside.setHints(setup.hints);
    const known = knownSites(this.#host, setup);
    if (!this.#end.signal.aborted && !areSame(known, this.#sites)) {
      this.#sites = known;
      this.#recogniser.use(known);
      this.#slices.request();
    }
  }

  #describe() {
    this.#lookAround();
    const description = describePage({
      desk: this.#desk,
      links: this.#watch.links(),
      texts: this.#text.all(),
      expected: this.#recogniser.expected,
      isDegraded: this.#interference.isDegraded,
    });
    if (description !== undefined || window !== window.top) {
      return description;
    }
    return new Promise<typeof NOTHING_RECOGNISED>((resolve) => {
      setTimeout(() => resolve(NOTHING_RECOGNISED), FRAMES_FIRST_MILLISECONDS);
    });
  }

  #goRound(signal: AbortSignal): void {
    const timer = setInterval(() => this.#lookRound(), ROUND_MILLISECONDS);
    signal.addEventListener('abort', () => clearInterval(timer));
    addEventListener('focus', () => this.#isAlive(), { signal });
    // A page that comes back as it was left holds orders from then.
    addEventListener('pageshow', ({ persisted }) => persisted && this.#comeBack(), { signal });
    for (const type of ['popstate', 'hashchange', 'DOMContentLoaded', 'load']) {
      addEventListener(type, () => this.#slices.request(), { signal });
    }
  }

  #comeBack(): void {
    this.#judgeAgain();
    // What was told of this page went when another took its place.
    if (this.#interference.isDegraded) {
      this.#tellState(true);
    }
  }

  #lookRound(): void {
    if (!this.#isAlive()) {
      return;
    }
    this.#interference.look(performance.now());
    if (location.href !== this.#address) {
      this.#address = location.href;
      this.#recogniser.lookNow();
      this.#slices.request();
    }
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
