/**
 * Addresses in messages that the site did not turn into links: they are judged like links, marked
 * where they would not open, and never turned into links. The page's text is never touched; a mark
 * stands after the text that it is about, and goes with it. Searched last: nobody can press them.
 */
import type { Context } from '../../policy/index.ts';
import type { LinkOrder } from '../messaging/protocol.ts';
import { addressesIn } from './addresses-in.ts';
import { Allowance } from './allowance.ts';
import {
  closest,
  isConnected,
  isElement,
  parentOf,
  type Root,
  textNodesOf,
  textOf,
} from './dom.ts';
import type { Judge } from './judge.ts';
import type { Known } from './known.ts';
import type { Marks } from './mark.ts';
import { mayHoldAddress } from './may-hold-address.ts';
import type { Nearness } from './nearness.ts';
import { excludedBy, type Recognition } from './recognise.ts';
import { isSameMark } from './same-order.ts';
import { type Message, type Part, partsOf } from './text-parts.ts';

const MOST_WAITING = 500;
const MOST_TEXTS = 5_000;
const FIRST_PRUNING = 200;
/** Of one text. */
const MOST_ADDRESSES = 20;

/** How many messages are read between two looks at the clock. */
const STRIDE = 16;
const MOST_MARKS_AT_ONCE = 500;
const MOST_MARKS_A_SECOND = 20;

const STRICTNESS = { open: 0, ask: 1, warn: 2, block: 3 } as const;

interface Found {
  /** What the text said when it was searched. */
  readonly data: string;
  readonly known: readonly Known[];
  /** The order that the mark shows. */
  shown: LinkOrder | undefined;
  mark: HTMLElement | undefined;
}

export class PlainText {
  readonly #judge: Judge;
  readonly #marks: Marks;
  readonly #nearness: Nearness;
  readonly #waiting = new Set<Element | Root>();
  /** A page that takes marks out has its way before long. */
  readonly #allowance = new Allowance(MOST_MARKS_AT_ONCE, MOST_MARKS_A_SECOND);
  readonly #parts: Part[] = [];
  /** How many of the first part have been read. */
  #next = 0;
  readonly #found = new Map<Text, Found>();
  /** Messages in which there is, or was, a text of those. */
  readonly #holders = new WeakSet<Message>();
  #pruneAt = FIRST_PRUNING;
  recognition: Recognition | undefined;

  constructor(judge: Judge, marks: Marks, nearness: Nearness) {
    this.#judge = judge;
    this.#marks = marks;
    this.#nearness = nearness;
  }

  /** Something there may say an address. */
  look(root: Element | Root): void {
    if (this.#waiting.size >= MOST_WAITING) {
      this.#waiting.clear();
      this.#waiting.add(document);
    } else {
      this.#waiting.add(root);
    }
  }

  get hasWork(): boolean {
    return this.#parts.length > 0 || this.#waiting.size > 0;
  }

  step(deadline: number): void {
    while (this.hasWork && performance.now() < deadline) {
      const [part] = this.#parts;
      if (part === undefined) {
        this.#begin();
      } else {
        this.#searchSome(part);
      }
    }
  }

  /** The judge has an order for an address of this text. */
  obey(text: Node): void {
    const found = this.#found.get(text as Text);
    if (found !== undefined) {
      this.#show(text as Text, found);
    }
  }

  /** False where no text of the element is watched. */
  onNearness(near: Element): boolean {
    if (this.#found.size === 0) {
      return false;
    }
    let isWatched = false;
    const walker = textNodesOf(near);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const found = this.#found.get(node as Text);
      if (found !== undefined && parentOf(node) === near) {
        this.#show(node as Text, found);
        isWatched = true;
      }
    }
    return isWatched;
  }

  /** A text takes its mark along; a mark that was taken out is put back. */
  onRemoved(node: Node): void {
    const found = this.#found.get(node as Text);
    const marked = isElement(node) ? this.#marks.linkOf(node) : undefined;
    if (found !== undefined) {
      this.#forget(node as Text, found);
    } else if (marked !== undefined && isConnected(marked)) {
      this.onNearness(marked);
    }
  }

  /** Each address that is found in the page now, with the text that says it. */
  *all(): Iterable<readonly [Element, Known]> {
    for (const [text, { known }] of this.#found) {
      const parent = parentOf(text);
      if (isConnected(text) && isElement(parent)) {
        for (const one of known) {
          yield [parent, one];
        }
      }
    }
  }

  withdrawAll(): void {
    this.#waiting.clear();
    this.#parts.length = 0;
    for (const [text, found] of [...this.#found]) {
      this.#forget(text, found);
    }
  }

  #begin(): void {
    const [root] = this.#waiting;
    if (root === undefined) {
      return;
    }
    this.#waiting.delete(root);
    this.#prune();
    if (this.recognition !== undefined && isConnected(root)) {
      this.#parts.push(...partsOf(root, this.recognition));
      this.#next = 0;
    }
  }

  #prune(): void {
    if (this.#found.size < this.#pruneAt) {
      return;
    }
    for (const [text, found] of this.#found) {
      if (!isConnected(text)) {
        this.#forget(text, found);
      }
    }
    this.#pruneAt = Math.max(FIRST_PRUNING, 2 * this.#found.size);
  }

  #searchSome({ messages, holder, context }: Part): void {
    const end = Math.min(this.#next + STRIDE, messages.length);
    for (; this.#next < end; this.#next += 1) {
      const message = messages[this.#next] as Message;
      this.#search(message, holder ?? message, context);
    }
    if (this.#next >= messages.length) {
      this.#parts.shift();
      this.#next = 0;
    }
  }

  #search(message: Message, holder: Message, context: Context | undefined): void {
    const { recognition } = this;
    const isWorth = this.#mayNeedMark(textOf(message), context) || this.#holders.has(holder);
    if (recognition === undefined || !isWorth) {
      return;
    }
    const none = `a,area,${excludedBy(recognition.site)}`;
    const walker = textNodesOf(message);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (this.#read(node as Text, none, recognition)) {
        this.#holders.add(holder);
      }
    }
  }

  /**
   * Most addresses that messages say are the words of links which open: then nothing is to be
   * marked, whoever says them, and none of it has to be looked at closely.
   */
  #mayNeedMark(text: string, context: Context | undefined): boolean {
    let from = 0;
    for (let at = text.indexOf('/'); at >= 0; at = text.indexOf('/', from)) {
      const start = at - (text.startsWith('https:', at - 6) ? 6 : 5);
      const space = text.indexOf(' ', at);
      const end = space < 0 ? text.length : space;
      if (
        context === undefined ||
        start < from ||
        (start > from && mayHoldAddress(text.slice(from, start))) ||
        !this.#judge.opens(text.slice(start, end), context)
      ) {
        return true;
      }
      from = end;
    }
    return from < text.length && mayHoldAddress(text.slice(from));
  }

  /** True where the text says an address that is none of a link. */
  #read(text: Text, none: string, { reader }: Recognition): boolean {
    const { data } = text;
    const found = this.#found.get(text);
    const parent = mayHoldAddress(data) ? parentOf(text) : null;
    const isPlain = isElement(parent) && closest(parent, none) === undefined;
    const addresses = isPlain ? addressesIn(data, MOST_ADDRESSES) : [];
    if (found !== undefined && (addresses.length === 0 || found.data !== data)) {
      this.#forget(text, found);
    }
    if (!isPlain || addresses.length === 0 || this.#found.size >= MOST_TEXTS) {
      return false;
    }
    const context = reader.contextOf(parent);
    const known = addresses.map((one) => this.#judge.know(one.href, one.text, context));
    const now =
      found?.data === data
        ? { ...found, known }
        : { data, known, shown: undefined, mark: undefined };
    this.#found.set(text, now);
    for (const one of known) {
      this.#ask(one, text);
    }
    this.#show(text, now);
    return true;
  }

  #ask(known: Known, text: Text): void {
    const now = performance.now();
    if (!this.#judge.isFresh(known, now)) {
      known.isUntidy = true;
      this.#judge.judge(known, [text], 0, now);
    }
  }

  /** Where there are several, the strictest speaks. */
  #show(text: Text, found: Found): void {
    const stopped = found.known
      .flatMap(({ order, href }) => (order === undefined ? [] : [{ ...order, href }]))
      .filter(({ action }) => action !== 'open')
      .sort((one, other) => STRICTNESS[other.action] - STRICTNESS[one.action])[0];
    const parent = parentOf(text);
    if (stopped === undefined || stopped.action === 'open' || !isElement(parent)) {
      this.#removeMark(found);
      return;
    }
    this.#nearness.watch(parent, parent);
    if (!isSameMark(found.shown, stopped)) {
      this.#removeMark(found);
    }
    if (found.mark === undefined && this.#nearness.isNear(parent)) {
      found.mark = this.#marks.draw(stopped.action, stopped.says, new URL(stopped.href).host);
      found.shown = stopped;
    }
    if (found.mark !== undefined && this.#allowance.take(performance.now())) {
      this.#marks.placeAfterText(found.mark, text, parent);
    }
  }

  #removeMark(found: Found): void {
    found.mark?.remove();
    found.mark = undefined;
    found.shown = undefined;
  }

  #forget(text: Text, found: Found): void {
    this.#removeMark(found);
    this.#found.delete(text);
  }
}
