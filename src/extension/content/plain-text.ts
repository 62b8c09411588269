/**
 * Addresses in messages that the site did not turn into links: they are judged like links, marked
 * where they would not open, and never turned into links. The page's text is never touched; a mark
 * stands after the text that it is about, and goes with it. Searched when there is nothing else to
 * do, for nobody can press such an address.
 */
import type { LinkOrder } from '../messaging/protocol.ts';
import { Allowance } from './allowance.ts';
import {
  closest,
  isConnected,
  isElement,
  parentOf,
  queryAll,
  type Root,
  textNodesOf,
  textOf,
} from './dom.ts';
import type { Judge } from './judge.ts';
import type { Known } from './known.ts';
import type { Marks } from './mark.ts';
import { isSameReason } from './marking.ts';
import type { Nearness } from './nearness.ts';
import { excludedBy, type Recognition } from './recognise.ts';
import { addressesIn, hrefOfText, mayHoldAddress } from './text-addresses.ts';

const MOST_WAITING = 500;
const MOST_TEXTS = 5_000;
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
  #messages: Iterator<Element> | undefined;
  readonly #found = new Map<Text, Found>();
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
    return this.#messages !== undefined || this.#waiting.size > 0;
  }

  step(deadline: number): void {
    while (this.hasWork && performance.now() < deadline) {
      this.#messages ??= this.#begin();
      const next = this.#messages?.next();
      if (next === undefined || next.done === true) {
        this.#messages = undefined;
      } else {
        this.#search(next.value);
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
    const texts = [...this.#found].filter(([text]) => parentOf(text) === near);
    for (const [text, found] of texts) {
      this.#show(text, found);
    }
    return texts.length > 0;
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
    this.#messages = undefined;
    for (const [text, found] of [...this.#found]) {
      this.#forget(text, found);
    }
  }

  #begin(): Iterator<Element> | undefined {
    const [root] = this.#waiting;
    if (root === undefined) {
      return undefined;
    }
    this.#waiting.delete(root);
    for (const [text, found] of this.#found) {
      if (!isConnected(text)) {
        this.#forget(text, found);
      }
    }
    return this.recognition === undefined || !isConnected(root)
      ? undefined
      : messagesIn(root, this.recognition)[Symbol.iterator]();
  }

  #search(message: Element): void {
    const { recognition } = this;
    if (recognition === undefined || !mayHoldAddress(textOf(message))) {
      this.#dropWithin(message);
      return;
    }
    const none = `a,area,${excludedBy(recognition.site)}`;
    const walker = textNodesOf(message);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      this.#read(node as Text, none, recognition);
    }
  }

  #read(text: Text, none: string, { reader }: Recognition): void {
    const { data } = text;
    const found = this.#found.get(text);
    const parent = parentOf(text);
    const addresses = addressesIn(data);
    const isRead = addresses.length > 0 && isElement(parent) && closest(parent, none) === undefined;
    if (found !== undefined && (!isRead || found.data !== data)) {
      this.#forget(text, found);
    }
    if (!isRead || this.#found.size >= MOST_TEXTS) {
      return;
    }
    const context = reader.contextOf(parent);
    const known = addresses.map((address) =>
      this.#judge.know(hrefOfText(address), address, context),
    );
    const now =
      found?.data === data
        ? { ...found, known }
        : { data, known, shown: undefined, mark: undefined };
    this.#found.set(text, now);
    for (const one of known) {
      this.#ask(one, text);
    }
    this.#show(text, now);
  }

  #ask(known: Known, text: Text): void {
    const now = performance.now();
    if (!this.#judge.isFresh(known, now)) {
      known.isUntidy = true;
      this.#judge.judge(known, text, now);
    }
  }

  /** Where there are several, the strictest speaks. */
  #show(text: Text, found: Found): void {
    const stopped = found.known
      .flatMap((known) => (known.order === undefined ? [] : [{ ...known.order, of: known.text }]))
      .filter(({ action }) => action !== 'open')
      .sort((one, other) => STRICTNESS[other.action] - STRICTNESS[one.action])[0];
    const parent = parentOf(text);
    if (stopped === undefined || stopped.action === 'open' || !isElement(parent)) {
      this.#removeMark(found);
      return;
    }
    this.#nearness.watch(parent, parent);
    if (
      found.shown?.action !== stopped.action ||
      !isSameReason(found.shown.reason, stopped.reason)
    ) {
      this.#removeMark(found);
    }
    if (found.mark === undefined && this.#nearness.isNear(parent)) {
      found.mark = this.#marks.draw(stopped.action, stopped.reason, hostOf(stopped.of));
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

  #dropWithin(message: Element): void {
    for (const [text, found] of this.#found) {
      if (Node.prototype.contains.call(message, text)) {
        this.#forget(text, found);
      }
    }
  }
}

/** The message that it stands in, or those below; lists where utterances have no mark of their own. */
function messagesIn(root: Element | Root, { site }: Recognition): Iterable<Element> {
  const unit = site.message === '*' ? site.list : site.message;
  const around = isElement(root) ? closest(root, unit) : undefined;
  return around === undefined ? queryAll(root, `:is(${unit})`) : [around];
}

function hostOf(address: string): string {
  const href = hrefOfText(address);
  return URL.canParse(href) ? new URL(href).host : '';
}
