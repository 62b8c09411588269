/**
 * Sees every link come, change and go: one observer for the document and its shadow roots, whose
 * records are only kept; they are read, and what they name is searched, in slices. While the
 * browser still parses the page, what comes is found by searching the lists now and then: a record
 * for every node of a page of 10,000 links would cost more than all the rest. Of long lists only
 * what is near the view is searched.
 */
import { Changes, LINK_ATTRIBUTES } from './changes.ts';
import type { Desk } from './desk.ts';
import { closest, closestInTree, isConnected, isLink, isLoading, type Root } from './dom.ts';
import type { ExtensionApi } from './extension-api.ts';
import { KeptRecords } from './kept-records.ts';
import type { Listeners } from './listeners.ts';
import { Loading } from './loading.ts';
import type { Marks } from './mark.ts';
import type { PlainText } from './plain-text.ts';
import type { Recognition } from './recognise.ts';
import { messageLinks } from './scan.ts';
import { ShadowHosts } from './shadow-hosts.ts';
import type { Slices } from './slices.ts';
import { Vicinity } from './vicinity.ts';
import { Walk } from './walk.ts';

const ALWAYS_OBSERVED = [...LINK_ATTRIBUTES, 'class', 'contenteditable'];

/** A page that makes more shadow roots makes them against us. */
const MOST_ROOTS = 2_000;

/** Who is told of what is seen. */
export interface Watchers {
  readonly desk: Pick<Desk, 'see' | 'seeUnsure' | 'isAsWritten' | 'withdrawGone'>;
  readonly text: Pick<PlainText, 'look'>;
  readonly marks: Pick<Marks, 'isOurs'>;
  readonly slices: Pick<Slices, 'request' | 'requestSoon'>;
  readonly onRemoved: (node: Node) => void;
  /** The page does more than may be followed. */
  readonly onFlood: () => void;
}

export class Watch {
  readonly #watchers: Watchers;
  readonly #observer = new MutationObserver((records) => this.#keep(records));
  readonly #rootObserver: MutationObserver;
  readonly #roots = new Set<Root>([document]);
  readonly #hosts: ShadowHosts;
  readonly #records = new KeptRecords();
  readonly #vicinity: Vicinity;
  /** What is to be searched; true where its links may be none of messages any longer. */
  readonly #pending = new Map<Element | Root, boolean>();
  readonly #walk: Walk;
  /** What is, or was last, gone through. */
  #walked: Element | Root | undefined;
  #recognition: Recognition | undefined;
  /** The page has been searched as a whole since it was parsed. */
  #isLive = false;
  #loading = new Loading();
  readonly #changes: Changes;

  constructor(api: ExtensionApi, watchers: Watchers, listeners: Listeners) {
    const { desk, marks, slices, onRemoved, text } = watchers;
    this.#watchers = watchers;
    this.#vicinity = new Vicinity(
      {
        onNear: (row) => {
          this.#search(row, false);
          slices.request();
        },
        onDisordered: (list) => {
          this.#recognition?.disordered.add(list);
          this.#search(list, false);
          slices.request();
        },
      },
      listeners,
    );
    this.#changes = new Changes({
      desk,
      text,
      onRemoved,
      onPart: (part, isUnsure) => this.#search(part, isUnsure),
      onBase: () => this.rescan(),
      isKept: (parent, added) => this.#vicinity.add(parent, added),
      // Asked for every record. Without shadow roots there is no border to look across.
      linkAround: (element) =>
        this.#roots.size > 1 ? closest(element, 'a') : closestInTree(element, 'a'),
    });
    this.#walk = new Walk(desk, (list) => this.#vicinity.keep(list));
    this.#hosts = new ShadowHosts(api, {
      onRoot: (root) => this.observe(root),
      marks,
      longLists: () => this.#vicinity.lists,
    });
    this.#rootObserver = new MutationObserver(() => {
      this.#beginAnew();
      // `document.open()` takes the window's listeners along.
      listeners.arm();
      slices.request();
    });
    this.#rootObserver.observe(document, { childList: true });
    listeners.signal.addEventListener('abort', () => {
      this.#recognition = undefined;
      this.#observer.disconnect();
      this.#rootObserver.disconnect();
      this.#forgetWork();
    });
  }

  /** Without one, nothing is observed. */
  setRecognition(recognition: Recognition | undefined): void {
    this.#recognition = recognition;
    this.#observer.disconnect();
    this.#forgetWork();
    this.#beginAnew();
    if (recognition !== undefined) {
      for (const root of this.#roots) {
        this.#observe(root);
      }
      this.rescan();
    }
  }

  /** Everything once more. */
  rescan(): void {
    for (const root of this.#roots) {
      if (isConnected(root)) {
        this.#pending.set(root, false);
      } else {
        this.#roots.delete(root);
      }
    }
    this.#walk.stop();
    this.#vicinity.startOver(this.#recognition);
    this.#watchers.slices.request();
  }

  lookRound(): void {
    this.#vicinity.lookRound();
  }

  /** The person reaches a link that may be far from the view, as with the keyboard. */
  arrive(link: Element): void {
    if (this.#recognition !== undefined && isLink(link)) {
      this.#search(link, false);
      this.#watchers.slices.request();
    }
  }

  /** Shadow roots that no record announces are brought in by whoever meets them. */
  observe(root: Root): void {
    if (this.#roots.has(root) || this.#recognition === undefined) {
      return;
    }
    if (this.#roots.size >= MOST_ROOTS) {
      this.#watchers.onFlood();
      return;
    }
    this.#roots.add(root);
    this.#observe(root);
    this.#search(root, false);
    this.#watchers.slices.request();
  }

  /** Reads records and searches until the deadline; true when there is more. */
  step(deadline: number): boolean {
    const recognition = this.#recognition;
    if (recognition === undefined) {
      this.#forgetWork();
      return false;
    }
    this.#followLoading();
    while (performance.now() < deadline) {
      if (this.#records.areThere) {
        this.#records.readSome((record) => this.#changes.read(record, recognition.site));
      } else if (this.#walk.isOver && !this.#nextWalk(recognition)) {
        return false;
      } else {
        this.#walk.step(deadline);
      }
    }
    return true;
  }

  /** What may be done when nothing else is to do. */
  get hasIdleWork(): boolean {
    return this.#isLive && this.#hosts.hasWork;
  }

  idleStep(deadline: number): void {
    this.#hosts.step(deadline);
  }

  /** Milliseconds until the page, which is still parsed, should be looked at again. */
  get nextLook(): number | undefined {
    return this.#recognition === undefined || this.#isLive
      ? undefined
      : this.#loading.nextLook(performance.now());
  }

  /** All links of messages as the page is now. */
  links(): Iterable<Element> {
    return this.#recognition === undefined ? [] : messageLinks(this.#roots, this.#recognition);
  }

  #beginAnew(): void {
    this.#isLive = false;
    this.#loading = new Loading();
  }

  #followLoading(): void {
    if (this.#isLive) {
      return;
    }
    if (!isLoading()) {
      this.#isLive = true;
      for (const root of this.#roots) {
        this.#observe(root);
      }
      this.#search(document, false);
      // What went before was not told.
      this.#watchers.desk.withdrawGone();
    } else if (this.#loading.look(performance.now(), this.#vicinity.hasLists)) {
      this.#pending.set(document, false);
    }
  }

  #observe(root: Root): void {
    const site = this.#recognition?.site;
    this.#observer.observe(root, {
      subtree: true,
      childList: this.#isLive || root !== document,
      characterData: true,
      attributes: true,
      attributeFilter: [...ALWAYS_OBSERVED, ...(site?.observed ?? [])],
    });
  }

  #search(root: Element | Root, isUnsure: boolean): void {
    this.#pending.set(root, isUnsure || this.#pending.get(root) === true);
  }

  #nextWalk(recognition: Recognition): boolean {
    this.#finishWalk();
    for (const [next, isUnsure] of this.#pending) {
      this.#pending.delete(next);
      if (isConnected(next)) {
        this.#walked = next;
        this.#walk.begin(next, recognition, isUnsure);
        return true;
      }
    }
    return false;
  }

  /** By then it is known which lists are long. */
  #finishWalk(): void {
    const walked = this.#walked;
    this.#walked = undefined;
    if (walked !== undefined && this.#isLive && isConnected(walked)) {
      this.#hosts.look(walked);
      this.#watchers.text.look(walked);
    }
  }

  #forgetWork(): void {
    this.#pending.clear();
    this.#walked = undefined;
    this.#walk.stop();
    this.#hosts.forget();
    this.#records.forget();
    this.#vicinity.startOver(undefined);
  }

  /** Called while the page waits. */
  #keep(records: readonly MutationRecord[]): void {
    if (!this.#records.keep(records)) {
      this.rescan();
      this.#watchers.onFlood();
    }
    // What changes without end can wait for what comes next.
    this.#watchers.slices.requestSoon();
  }
}
