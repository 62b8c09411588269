/**
 * Looks for messages that say an address which the site did not turn into a link. Searched last:
 * nobody can press them. What reads and marks them (`text-marks.ts`) is a script of its own, which
 * comes once a message seems to say one: in most pages all addresses are links.
 */
import { isConnected, queryAll, type Root, textOf } from './dom.ts';
import type { Known } from './known.ts';
import { mayHoldAddress, mayHoldMore } from './may-hold-address.ts';
import type { Recognition } from './recognise.ts';
import type { TextMarks } from './text-marks.ts';
import { type Message, type Part, partsOf } from './text-parts.ts';

const MOST_WAITING = 500;
/** Messages that wait for who reads them. */
const MOST_UNREAD = 5_000;

/** How many messages are searched between two looks at the clock. */
const STRIDE = 16;

/** Longer ones are read, whatever their links say. */
const LONGEST_COMPARED = 200_000;

/** Scripts can put one into another. */
const OUTERMOST_LINKS = 'a:not(a a)';

export class PlainText {
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
  constructor(want: () => void) {
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

  #searchSome({ messages, holder }: Part): void {
    const end = Math.min(this.#next + STRIDE, messages.length);
    for (; this.#next < end; this.#next += 1) {
      const message = messages[this.#next] as Message;
      this.#search(message, holder ?? message);
    }
    if (this.#next >= messages.length) {
      this.#parts.shift();
      this.#next = 0;
    }
  }

  #search(message: Message, holder: Message): void {
    if (saysAddress(message) || this.#marks?.holds(holder) === true) {
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
}

/** Beside what its links say: most addresses in messages are the words of links. */
function saysAddress(message: Message): boolean {
  const text = textOf(message);
  return (
    mayHoldAddress(text) &&
    (text.length > LONGEST_COMPARED ||
      mayHoldMore(text, Array.from(queryAll(message, OUTERMOST_LINKS), textOf)))
  );
}
