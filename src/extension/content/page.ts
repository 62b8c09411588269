/**
 * One document under guard: recognises its site, lets links be watched, judged and guarded, and
 * answers the background. Idle until a site is recognised; when the extension is reloaded under
 * it, it puts everything back and goes. One long function, for all parts are put together here.
 */
import type { LinkSighting, PageDescription, PageWithoutChat } from '../messaging/protocol.ts';
import { ask, listenToBackground } from './background-port.ts';
import { Beside, type MakeHints } from './beside.ts';
import { describePage } from './describe.ts';
import { Desk } from './desk.ts';
import { isConnected, isElement, isLoading, isPrerendering } from './dom.ts';
import { type ExtensionApi, isOrphaned } from './extension-api.ts';
import { Guard } from './guard.ts';
import { inspectUnknown } from './inspect-unknown.ts';
import { Interference } from './interference.ts';
import { Judge } from './judge.ts';
import { KnownSites } from './known-sites.ts';
import { wanting } from './later-script.ts';
import { LinkPort } from './link-port.ts';
import { Listeners } from './listeners.ts';
import { Marks } from './mark.ts';
import { Nearness } from './nearness.ts';
import { PlainText } from './plain-text.ts';
import { Recogniser } from './recogniser.ts';
import { Round } from './round.ts';
import { Slices } from './slices.ts';
import { tellActivated } from './tell-activated.ts';
import type { TextMarks, TextSurroundings } from './text-marks.ts';
import { Watch } from './watch.ts';

export interface Page {
  /** Ends when the page is no longer guarded. */
  readonly signal: AbortSignal;
  /** Asked for when somebody wrote. */
  takeHints(make: MakeHints): void;
  /** Asked for when a message seemed to say an address. */
  takeText(make: (surroundings: TextSurroundings) => TextMarks): void;
  /** Puts the page back as it was and leaves it. */
  stop(): void;
}

export function guardPage(api: ExtensionApi): Page {
  const end = new AbortController();
  const { signal } = end;
  const listeners = new Listeners(signal);
  const ownOrigin = globalThis.origin;
  const recogniser = new Recogniser();
  const interference = new Interference((isDegraded) => {
    tellState();
    if (!isDegraded) {
      watch.rescan();
    }
  });
  const slices = new Slices({ step, idleStep, hasIdleWork, isPageBusy: isLoading }, signal);
  const port = new LinkPort(api, signal);
  const judge = new Judge(
    {
      ask: (question, tellAhead) => port.ask(question, tellAhead),
      here: () => desk.recognition?.here,
      onOrder(node, known) {
        if (isElement(node)) {
          desk.obey(node, known);
        } else {
          text.obey(node);
        }
      },
      onAnswered: onWork,
      onOrphaned: stop,
      isGone: (node) => !isConnected(node),
      onFlood,
    },
    signal,
  );
  const nearness = new Nearness((link) => {
    if (!text.onNearness(link)) {
      desk.onNearness(link);
    }
    onWork();
  }, listeners);
  const marks = new Marks(listeners);
  const text = new PlainText(wanting(api, 'text'));
  const desk = new Desk(marks, nearness, judge, ownOrigin, onFlood);
  const tell = tellActivated(api, desk);
  const beside = new Beside(
    api,
    desk,
    marks,
    ownOrigin,
    { recogniseNow, onStopped: tell },
    listeners,
  );
  const guard = new Guard(
    api,
    {
      inspect,
      onActivated: tell,
      onRoot(root) {
        watch.observe(root);
        beside.onRoot(root);
      },
      onArrival(link) {
        const read = desk.reading.read(link);
        if (read !== undefined && read.order === undefined) {
          watch.arrive(link);
        }
      },
      isAlive,
    },
    listeners,
  );
  const watch = new Watch(
    api,
    {
      desk,
      text,
      marks,
      slices,
      onRemoved(node) {
        text.onRemoved(node);
        if (isElement(node)) {
          desk.onRemoved(node);
        }
      },
      onFlood,
    },
    listeners,
  );
  listenToBackground(
    api,
    {
      'page.isThere': () => true,
      'page.describe': describe,
      'decisions.changed': judgeAgain,
      'sites.changed': () => void sites.learn(),
      'page.release'({ origins }) {
        if (new RegExp(origins).test(ownOrigin)) {
          stop();
        }
      },
      'link.pick': () => beside.pickLink(guard.menuLink),
    },
    signal,
  );
  const round = new Round(
    {
      isAlive,
      onRound() {
        interference.look(performance.now());
        watch.lookRound();
        text.lookRound();
      },
      onAddress() {
        recogniser.lookNow();
        onWork();
      },
      onWork,
      onReturn() {
        judgeAgain();
        // What was told of this page went when another took its place.
        tellState();
      },
    },
    listeners,
  );
  const sites = new KnownSites(
    api,
    {
      onSites(known) {
        recogniser.use(known);
        onWork();
      },
      onSetup({ hints, unreachable }) {
        beside.setHints(hints);
        desk.unreachable = unreachable;
      },
    },
    signal,
  );
  return {
    signal,
    takeHints(make) {
      if (!signal.aborted) {
        beside.takeHints(make);
      }
    },
    takeText(make) {
      if (!signal.aborted) {
        text.take(() => make({ judge, marks, nearness }));
        onWork();
      }
    },
    stop,
  };

  function stop(): void {
    end.abort();
    withdrawAll();
  }

  function withdrawAll(): void {
    desk.withdrawAll();
    text.withdrawAll();
  }

  function isAlive(): boolean {
    if (!signal.aborted && isOrphaned(api)) {
      stop();
    }
    return !signal.aborted;
  }

  function onWork(): void {
    slices.request();
  }

  function onFlood(): void {
    interference.note(performance.now());
  }

  /**
   * While it is not known what the page is, it may be a chat: a person who presses waits, and what
   * nobody pressed opens no tab. What scripts press in their own tab is the net's: held, it would
   * lead nowhere on a page that is no chat.
   */
  function inspect(link: Element, mayWait: boolean): LinkSighting | undefined {
    recogniseNow();
    const mayBeChat = mayWait && sites.isAsking;
    return desk.reading.inspect(link) ?? (mayBeChat ? inspectUnknown(link, ownOrigin) : undefined);
  }

  function step(deadline: number): boolean {
    if (!isAlive()) {
      return false;
    }
    recognise();
    lookAround();
    desk.step(deadline);
    const hasWalks = watch.step(deadline);
    if (!hasWalks) {
      judge.flush();
    }
    round.lookIn(recogniser.nextLook(performance.now()), watch.nextLook);
    return desk.hasReady || hasWalks;
  }

  function hasIdleWork(): boolean {
    return text.hasWork || watch.hasIdleWork;
  }

  /** Nothing is left to do that a person could notice. */
  function idleStep(deadline: number): void {
    if (text.hasWork) {
      text.step(deadline);
      judge.flush();
    } else {
      watch.idleStep(deadline);
    }
  }

  /** What tells the kind of conversation may have changed, also for links that stand. */
  function lookAround(): void {
    const reader = desk.recognition?.reader;
    const before = reader?.inView;
    const hasNews = reader?.refresh() === true;
    if (reader?.inView !== before) {
      // What was answered in one conversation is asked in another.
      judgeAgain();
    } else if (hasNews) {
      watch.rescan();
    }
  }

  function recognise(): void {
    if (!recogniser.look(performance.now())) {
      return;
    }
    const { current } = recogniser;
    tellState();
    desk.recognition = current;
    judge.renew();
    watch.setRecognition(current);
    text.recognition = current;
    if (current === undefined) {
      withdrawAll();
    }
  }

  /** A press can come before the slice that would have recognised the site. */
  function recogniseNow(): void {
    if (desk.recognition === undefined) {
      recogniser.lookNow();
      recognise();
    }
  }

  /** Rules or preferences changed: old orders stand until the new ones come. */
  function judgeAgain(): void {
    judge.renew();
    watch.rescan();
    beside.renew();
  }

  function tellState(): void {
    if (isPrerendering()) {
      // What is rendered ahead stands in the tab of another page.
      return;
    }
    const { isDegraded } = interference;
    const { hasChat } = recogniser;
    // Whoever does not hear it now hears it when asked for the page's description.
    void ask(api, 'page.state', { isDegraded, hasChat }).catch(() => undefined);
  }

  function describe(): PageDescription | PageWithoutChat | undefined {
    lookAround();
    return describePage({
      desk,
      links: watch.links(),
      texts: text.all(),
      expected: recogniser.expected,
      isDegraded: interference.isDegraded,
    });
  }
}
