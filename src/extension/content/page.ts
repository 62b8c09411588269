/**
 * One document under guard: recognises its site, lets links be watched, judged and guarded, and
 * answers the background. Idle until a site is recognised; when the extension is reloaded under
 * it, it puts everything back and goes. One long file, for all parts are put together here.
 */
import type { LinkSighting } from '../messaging/protocol.ts';
import { ask, listenToBackground } from './background-port.ts';
import { Beside, type MakeHints } from './beside.ts';
import { describePage } from './describe.ts';
import { Desk } from './desk.ts';
import { isConnected, isElement, isLoading } from './dom.ts';
import { type ExtensionApi, isOrphaned } from './extension-api.ts';
import { Guard } from './guard.ts';
import { inspectUnknown } from './inspect-unknown.ts';
import { Interference } from './interference.ts';
import { Judge } from './judge.ts';
import { KnownSites } from './known-sites.ts';
import { LinkPort } from './link-port.ts';
import { Listeners } from './listeners.ts';
import { Marks } from './mark.ts';
import { Nearness } from './nearness.ts';
import { PlainText } from './plain-text.ts';
import { Recogniser } from './recogniser.ts';
import { Round } from './round.ts';
import { Slices } from './slices.ts';
import { type TellActivated, tellActivated } from './tell-activated.ts';
import { Watch } from './watch.ts';

export class Page {
  readonly #api: ExtensionApi;
  readonly #end = new AbortController();
  readonly #recogniser = new Recogniser();
  readonly #desk: Desk;
  readonly #judge: Judge;
  readonly #nearness: Nearness;
  readonly #guard: Guard;
  readonly #beside: Beside;
  readonly #text: PlainText;
  readonly #watch: Watch;
  readonly #slices: Slices;
  readonly #interference: Interference;
  readonly #sites: KnownSites;
  readonly #round: Round;

  constructor(api: ExtensionApi) {
    const { signal } = this.#end;
    const listeners = new Listeners(signal);
    const ownOrigin = globalThis.origin;
    this.#api = api;
    this.#slices = new Slices(
      {
        step: (deadline) => this.#step(deadline),
        idleStep: (deadline) => this.#idleStep(deadline),
        hasIdleWork: () => this.#hasTextWork || this.#watch.hasIdleWork,
        isPageBusy: isLoading,
      },
      signal,
    );
    const onWork = () => this.#slices.request();
    const onFlood = () => this.#interference.note(performance.now());
    this.#interference = new Interference((isDegraded) => {
      this.#tellState();
      if (!isDegraded) {
        this.#watch.rescan();
      }
    });
    const port = new LinkPort(api, signal);
    this.#judge = new Judge(
      {
        ask: (question, tellAhead) => port.ask(question, tellAhead),
        here: () => this.#desk.recognition?.here,
        onOrder: (node, known) => {
          if (isElement(node)) {
            this.#desk.obey(node, known);
          } else {
            this.#text.obey(node);
          }
        },
        onAnswered: onWork,
        onOrphaned: () => this.stop(),
        isGone: (node) => !isConnected(node),
        onFlood,
      },
      signal,
    );
    this.#nearness = new Nearness((link) => {
      if (!this.#text.onNearness(link)) {
        this.#desk.onNearness(link);
      }
      onWork();
    }, listeners);
    const marks = new Marks(listeners);
    this.#text = new PlainText(this.#judge, marks, this.#nearness);
    this.#desk = new Desk(marks, this.#nearness, this.#judge, ownOrigin, onFlood);
    const tell = tellActivated(api, this.#desk);
    this.#beside = new Beside(
      api,
      this.#desk,
      marks,
      ownOrigin,
      {
        recogniseNow: () => this.#recogniseNow(),
        onStopped: tell,
      },
      listeners,
    );
    this.#guard = this.#makeGuard(tell, listeners);
    this.#watch = this.#makeWatch(marks, listeners);
    this.#answer();
    this.#round = new Round(
      {
        isAlive: () => this.#isAlive(),
        onRound: () => {
          this.#interference.look(performance.now());
          this.#watch.lookRound();
        },
        onAddress: () => {
          this.#recogniser.lookNow();
          onWork();
        },
        onWork,
        onReturn: () => this.#comeBack(),
      },
      listeners,
    );
    this.#sites = new KnownSites(
      api,
      {
        onSites: (sites) => {
          this.#recogniser.use(sites);
          onWork();
        },
        onSetup: ({ hints, unreachable }) => {
          this.#beside.setHints(hints);
          this.#desk.unreachable = unreachable;
        },
      },
      signal,
    );
  }

  get signal(): AbortSignal {
    return this.#end.signal;
  }

  get isStopped(): boolean {
    return this.signal.aborted;
  }

  /** Asked for when somebody wrote. */
  takeHints(make: MakeHints): void {
    if (!this.isStopped) {
      this.#beside.takeHints(make);
    }
  }

  /** Puts the page back as it was and leaves it. */
  stop(): void {
    this.#end.abort();
    this.#desk.withdrawAll();
    this.#text.withdrawAll();
  }

  #makeGuard(tell: TellActivated, listeners: Listeners): Guard {
    return new Guard(
      this.#api,
      {
        inspect: (link, mayWait) => this.#inspect(link, mayWait),
        onActivated: tell,
        onRoot: (root) => {
          this.#watch.observe(root);
          this.#beside.onRoot(root);
        },
        onArrival: (link) => {
          const read = this.#desk.read(link);
          if (read !== undefined && read.order === undefined) {
            this.#watch.arrive(link);
          }
        },
        isAlive: () => this.#isAlive(),
      },
      listeners,
    );
  }

  /**
   * While it is not known what the page is, it may be a chat: a person who presses waits, and what
   * nobody pressed opens no tab. What scripts press in their own tab is the net's: held, it would
   * lead nowhere on a page that is no chat.
   */
  #inspect(link: Element, mayWait: boolean): LinkSighting | undefined {
    this.#recogniseNow();
    const mayBeChat = mayWait && this.#sites.isAsking;
    return (
      this.#desk.inspect(link) ?? (mayBeChat ? inspectUnknown(link, globalThis.origin) : undefined)
    );
  }

  #makeWatch(marks: Marks, listeners: Listeners): Watch {
    return new Watch(
      this.#api,
      {
        onLinks: (links, from, to, context) => this.#desk.see(links, from, to, context),
        onUnsureLink: (link) => this.#desk.seeUnsure(link),
        onRemoved: (node) => {
          this.#text.onRemoved(node);
          if (isElement(node)) {
            this.#desk.onRemoved(node);
          }
        },
        onText: (root) => this.#text.look(root),
        isAsWritten: (link) => this.#desk.isAsWritten(link),
        isOurs: (element) => marks.isOurs(element),
        onWork: () => this.#slices.request(),
        onRecords: () => this.#slices.requestSoon(),
        onNewRoot: () => listeners.arm(),
        onLoaded: () => this.#desk.withdrawGone(),
        onFlood: () => this.#interference.note(performance.now()),
      },
      listeners,
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
    this.#round.lookIn(this.#recogniser.nextLook(performance.now()), this.#watch.nextLook);
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
    const reader = this.#desk.recognition?.reader;
    const before = reader?.inView;
    const hasNews = reader?.refresh() === true;
    if (reader?.inView !== before) {
      // What was answered in one conversation is asked in another.
      this.#judgeAgain();
    } else if (hasNews) {
      this.#watch.rescan();
    }
  }

  #recognise(): void {
    if (!this.#recogniser.look(performance.now())) {
      return;
    }
    const { current } = this.#recogniser;
    this.#tellState();
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

  /** Rules or preferences changed: old orders stand until the new ones come. */
  #judgeAgain(): void {
    this.#judge.renew();
    this.#watch.rescan();
    this.#beside.renew();
  }

  #comeBack(): void {
    this.#judgeAgain();
    // What was told of this page went when another took its place.
    this.#tellState();
  }

  #tellState(): void {
    const { isDegraded } = this.#interference;
    const { hasChat } = this.#recogniser;
    // Whoever does not hear it now hears it when asked for the page's description.
    void ask(this.#api, 'page.state', { isDegraded, hasChat }).catch(() => undefined);
  }

  #answer(): void {
    listenToBackground(
      this.#api,
      {
        'page.isThere': () => true,
        'page.describe': () => this.#describe(),
        'decisions.changed': () => this.#judgeAgain(),
        'sites.changed': () => void this.#sites.learn(),
        'page.release': ({ origins }) => {
          if (new RegExp(origins).test(globalThis.origin)) {
            this.stop();
          }
        },
        'link.pick': () => this.#beside.pickLink(this.#guard.menuLink),
      },
      this.#end.signal,
    );
  }

  #describe() {
    this.#lookAround();
    return describePage({
      desk: this.#desk,
      links: this.#watch.links(),
      texts: this.#text.all(),
      expected: this.#recogniser.expected,
      isDegraded: this.#interference.isDegraded,
    });
  }

  #isAlive(): boolean {
    if (!this.isStopped && isOrphaned(this.#api)) {
      this.stop();
    }
    return !this.isStopped;
  }
}
