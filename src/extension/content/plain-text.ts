/**
 * Looks for messages that say an address which the site did not turn into a link. Searched last:
 * nobody can press them. What reads and marks them (`text-marks.ts`) is a script of its own, which
 * comes once a message seems to say one: in most pages all addresses are links.
 */
import type { Context } from '../../policy/index.ts';
import { isConnected, isElement, type Root, textOf } from './dom.ts';
import type { Judge } from './judge.ts';
import type { Known } from './known.ts';
import { mayHoldAddress } from './may-hold-address.ts';
import type { Recognition } from './recognise.ts';
import type { TextMarks } from './text-marks.ts';
import { type Message, type Part, partsOf } from './text-parts.ts';

const MOST_WAITING = 500;
/** Messages that wait for who reads them. */
const MOST_UNREAD = 5_000;

/** How many messages are searched between two looks at the clock. */
const STRIDE = 16;

export class PlainText {
  readonly #judge: Judge;
  readonly #want: () => void;
  readonly #waiting = new Set<Element | Root>();
  readonly #parts: Part[] = [];
  /** How many of the first part have been searched. */
  #next = 0;
  /** And what they are remembered by. */
  readonly #unread = new Map<Message, Message>();
  #marks: TextMarks | undefined;
  recognition: Recognition | undefined;

  /** `want` asks for what reads and marks, as often as it is missing. */
  constructor(judge: Judge, want: () => void) {
    this.#judge = judge;
    this.#want = want;
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

  /** Asked once a second. */
  lookRound(): void {
    if (this.#unread.size > 0) {
      this.#want();
    }
  }

  take(make: () => TextMarks): void {
    this.#marks ??= make();
    for (const [message, holder] of this.#unread) {
      this.#read(message, holder);
    }
    this.#unread.clear();
  }

  /** The judge has an order for an address of this text. */
  obey(text: Node): void {
    this.#marks?.obey(text);
  }

  /** False where no text of the element is watched. */
  onNearness(near: Element): boolean {
    return this.#marks?.onNearness(near) === true;
  }

  onRemoved(node: Node): void {
    this.#marks?.onRemoved(node);
  }

  /** Each address that is found in the page now, with the element that says it. */
  all(): Iterable<readonly [Element, Known]> {
    return this.#marks?.all() ?? [];
  }

  withdrawAll(): void {
    this.#waiting.clear();
    this.#unread.clear();
    this.#parts.length = 0;
    this.#marks?.withdrawAll();
  }

  #begin(): void {
    const [root] = this.#waiting;
    if (root === undefined) {
      return;
    }
    this.#waiting.delete(root);
    if (this.recognition !== undefined && isConnected(root)) {
      this.#parts.push(...partsOf(root, this.recognition));
      this.#next = 0;
    }
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
    const mayNeedMark = this.#mayNeedMark(
      textOf(message),
      () => context ?? this.#contextIn(message),
    );
    if (mayNeedMark || this.#marks?.holds(holder) === true) {
      if (this.#marks !== undefined) {
        this.#read(message, holder);
      } else if (this.#unread.size < MOST_UNREAD) {
        this.#unread.set(message, holder);
        this.#want();
      }
    }
  }

  #read(message: Message, holder: Message): void {
    if (this.recognition !== undefined && isConnected(message)) {
      this.#marks?.read(message, holder, this.recognition);
    }
  }

  /** Undefined where it may be another one for a part of the message. */
  #contextIn(message: Message): Context | undefined {
    return isElement(message) ? this.recognition?.reader.contextIn(message) : undefined;
  }

  /**
   * Most addresses that messages say are the words of links which open: then nothing is to be
   * marked, whoever says them, and none of it has to be looked at closely.
   */
  #mayNeedMark(text: string, contextOf: () => Context | undefined): boolean {
    let from = 0;
    let at = text.indexOf('/');
    const context = at < 0 ? undefined : contextOf();
    for (; at >= 0; at = text.indexOf('/', from)) {
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
}
