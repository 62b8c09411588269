/**
 * Addresses in messages that the site did not turn into links: they are judged like links, marked
 * where they would not open, and never turned into links. The page's text is never touched; a mark
 * stands after the text that it is about, and goes with it.
 */
import type { LinkOrder } from '../messaging/protocol.ts';
import { addressesIn } from './addresses-in.ts';
import { Allowance } from './allowance.ts';
import { closest, isConnected, isElement, parentOf, textNodesOf } from './dom.ts';
import type { Judge } from './judge.ts';
import type { Known } from './known.ts';
import type { Marks } from './mark.ts';
import { mayHoldAddress } from './may-hold-address.ts';
import type { Nearness } from './nearness.ts';
import { excludedBy, type Recognition } from './recognise.ts';
import { isSameMark } from './same-order.ts';
import type { Message } from './text-parts.ts';

const MOST_TEXTS = 5_000;
const FIRST_PRUNING = 200;
/** Of one text. */
const MOST_ADDRESSES = 20;

const MOST_MARKS_AT_ONCE = 500;
const MOST_MARKS_A_SECOND = 20;

const STRICTNESS = { open: 0, ask: 1, warn: 2, block: 3 } as const;

interface Found {
  /** What the text said when it was read. */
  readonly data: string;
  readonly known: readonly Known[];
  /** The order that the mark shows. */
  shown: LinkOrder | undefined;
  mark: HTMLElement | undefined;
}

/** What it shares with links. */
export interface TextSurroundings {
  readonly judge: Pick<Judge, 'know' | 'isFresh' | 'judge'>;
  readonly marks: Pick<Marks, 'draw' | 'placeAfterText' | 'linkOf'>;
  readonly nearness: Pick<Nearness, 'watch' | 'isNear'>;
}

export class TextMarks {
  readonly #around: TextSurroundings;
  /** A page that takes marks out has its way before long. */
  readonly #allowance = new Allowance(MOST_MARKS_AT_ONCE, MOST_MARKS_A_SECOND);
  readonly #found = new Map<Text, Found>();
  /** Messages in which there is, or was, a text of those. */
  readonly #holders = new WeakSet<Message>();
  #pruneAt = FIRST_PRUNING;

  constructor(around: TextSurroundings) {
    this.#around = around;
  }

  holds(holder: Message): boolean {
    return this.#holders.has(holder);
  }

  read(message: Message, holder: Message, recognition: Recognition): void {
    this.#prune();
    const none = `a,area,${excludedBy(recognition.site)}`;
    const walker = textNodesOf(message);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (this.#readText(node as Text, none, recognition)) {
        this.#holders.add(holder);
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
    const marked = isElement(node) ? this.#around.marks.linkOf(node) : undefined;
    if (found !== undefined) {
      this.#forget(node as Text, found);
    } else if (marked !== undefined && isConnected(marked)) {
      this.onNearness(marked);
    }
  }

  /** Each address that is found in the page now, with the element that says it. */
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
    for (const [text, found] of [...this.#found]) {
      this.#forget(text, found);
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

  /** True where the text says an address that is none of a link. */
  #readText(text: Text, none: string, { reader }: Recognition): boolean {
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
    const known = addresses.map((one) => this.#around.judge.know(one.href, one.text, context));
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
    const { judge } = this.#around;
    if (!judge.isFresh(known, now)) {
      known.isUntidy = true;
      judge.judge(known, [text], 0, now);
    }
  }

  /** Where there are several, the strictest speaks. */
  #show(text: Text, found: Found): void {
    const { marks, nearness } = this.#around;
    const stopped = found.known
      .flatMap(({ order, href }) => (order === undefined ? [] : [{ ...order, href }]))
      .filter(({ action }) => action !== 'open')
      .sort((one, other) => STRICTNESS[other.action] - STRICTNESS[one.action])[0];
    const parent = parentOf(text);
    if (stopped === undefined || stopped.action === 'open' || !isElement(parent)) {
      this.#removeMark(found);
      return;
    }
    nearness.watch(parent, parent);
    if (!isSameMark(found.shown, stopped)) {
      this.#removeMark(found);
    }
    if (found.mark === undefined && nearness.isNear(parent)) {
      found.mark = marks.draw(stopped.action, stopped.says, new URL(stopped.href).host);
      found.shown = stopped;
    }
    if (found.mark !== undefined && this.#allowance.take(performance.now())) {
      marks.placeAfterText(found.mark, text, parent);
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
