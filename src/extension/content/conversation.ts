/**
 * Reads from the page in which kind of conversation a link stands, whose message it is, and which.
 * What holds for the whole page is read once a slice; nothing is ever kept on the page's elements,
 * which chats recycle.
 */
import type { Clue, Context } from '../../policy/index.ts';
import type { PageSite } from '../messaging/protocol.ts';
import {
  addressHere,
  claim,
  claimOf,
  isAround,
  LONGEST_VALUE,
  pageClaim,
  readFrom,
  readIn,
} from './clues.ts';
import { attributeOf, closest, has, queryAll } from './dom.ts';
import { type Claim, type ConversationKind, weigh } from './weigh.ts';

export type Direction = 'own' | 'other' | 'unknown';

export interface Place {
  readonly kind: ConversationKind;
  readonly direction: Direction;
  /** The client's own id of the message; '' where it shows none. */
  readonly message: string;
}

const MOST_CONVERSATIONS = 200;
const MOST_SENDERS = 8;
const MOST_ENTRIES = 5_000;
const MOST_MISSING = 50;

interface Senders {
  readonly others: Set<string>;
  /** Of messages that may be the reader's own. */
  readonly anybody: Set<string>;
}

export class ConversationReader {
  readonly #site: PageSite;
  readonly #senders = new Map<string, Senders>();
  /** Kinds by id, of directory entries that may have scrolled away. */
  readonly #entries = new Map<string, Claim>();
  readonly #lists = new WeakMap<Element, number>();
  #listCount = 0;
  #pageClaims: readonly Claim[] | undefined;
  #pageSaid = '';
  /** Of messages all of whose links stand in one context; for one slice. */
  readonly #contexts = new Map<Element, Context>();
  /** Entries that a link asked for and that were not there yet. */
  readonly #missing = new Set<string>();
  #hasNews = false;
  /**
   * Tells the conversation in view from others of its site, as the page calls it, or else its
   * address; undefined where the site says how and the page does not show it.
   */
  inView: string | undefined;

  constructor(site: PageSite) {
    this.#site = site;
    this.inView = this.#readInView();
  }

  /**
   * What was read of the whole page may have changed: true when it has, or when something was
   * learnt since, so that links which stand may be in another context now.
   */
  refresh(): boolean {
    this.#contexts.clear();
    this.inView = this.#readInView();
    this.#pageClaims = this.#site.clues.flatMap((clue) => pageClaim(clue) ?? []);
    const said = JSON.stringify(this.#pageClaims);
    const isNew =
      this.#hasNews ||
      (this.#pageSaid !== '' && said !== this.#pageSaid) ||
      [...this.#missing].some((entry) => has(document, entry));
    this.#pageSaid = said;
    this.#hasNews = false;
    if (isNew) {
      this.#missing.clear();
    }
    return isNew;
  }

  #readInView(): string | undefined {
    const { conversation } = this.#site;
    return conversation === undefined
      ? addressHere()
      : readFrom(queryAll(document, conversation.selector)[0], conversation);
  }

  /** Of all links below the element; undefined where each has to be looked at by itself. */
  contextBelow(element: Element): Context | undefined {
    const { sender, within } = this.#site;
    return sender === undefined && !has(element, within) ? this.kindAt(element).context : undefined;
  }

  /** Of one link, which is also counted as its sender's. */
  contextOf(link: Element): Context {
    const message = messageOf(link, this.#site);
    const known = message && this.#contexts.get(message);
    if (known !== undefined) {
      return known;
    }
    const { context } = this.place(link).kind;
    if (message !== undefined && !has(message, this.#site.within)) {
      this.#contexts.set(message, context);
    }
    return context;
  }

  place(link: Element): Place {
    const { sender, quoted } = this.#site;
    const message = messageOf(link, this.#site);
    const name =
      message === undefined || sender === undefined ? undefined : readIn(message, sender);
    const writer = this.#writerOf(link, name);
    const key = this.#keyOf(link);
    if (name !== undefined && key !== undefined && writer !== 'own') {
      this.#noteSender(key, name, writer);
    }
    return {
      kind: this.#weigh(link, key),
      // Who quotes is known, who is quoted is not.
      direction: isAround(link, quoted) ? 'unknown' : writer,
      message: this.#messageIdOf(message),
    };
  }

  /** Of a list or any other element, without counting anybody. */
  kindAt(element: Element): ConversationKind {
    return this.#weigh(element, this.#keyOf(element));
  }

  #weigh(element: Element, key: string | undefined): ConversationKind {
    this.#pageClaims ??= this.#site.clues.flatMap((clue) => pageClaim(clue) ?? []);
    const around = this.#site.clues.flatMap((clue) => this.#aroundClaim(clue, element) ?? []);
    return weigh([...around, ...this.#pageClaims], this.#othersIn(key));
  }

  #aroundClaim(clue: Clue, element: Element): Claim | undefined {
    switch (clue.at) {
      case 'around':
        return closest(element, clue.selector) === undefined
          ? undefined
          : claim(clue.context, clue);
      case 'around-attribute':
        return claimOf(closest(element, clue.selector), clue);
      case 'directory':
        return this.#directoryClaim(clue, element);
      default:
        return undefined;
    }
  }

  #directoryClaim(clue: Extract<Clue, { at: 'directory' }>, element: Element): Claim | undefined {
    const id = readFrom(closest(element, clue.id.selector), clue.id);
    if (id === undefined) {
      return undefined;
    }
    const key = JSON.stringify([clue.entry, clue.attribute, id]);
    const selector = clue.entry.replaceAll('$id', CSS.escape(id));
    const [entry] = queryAll(document, selector);
    const found = claimOf(entry, clue);
    if (found !== undefined) {
      remember(this.#entries, key, found, MOST_ENTRIES);
    } else if (
      entry === undefined &&
      !this.#entries.has(key) &&
      this.#missing.size < MOST_MISSING
    ) {
      this.#missing.add(selector);
    }
    return found ?? this.#entries.get(key);
  }

  #writerOf(link: Element, name: string | undefined): Direction {
    const { own, other, you } = this.#site;
    const isOwn = isAround(link, own);
    if (isOwn !== isAround(link, other)) {
      return isOwn ? 'own' : 'other';
    }
    // Both, or neither: the page does not say, but perhaps how it calls who sent it.
    if (name === undefined || you.length === 0) {
      return 'unknown';
    }
    return you.includes(name) ? 'own' : 'other';
  }

  #messageIdOf(message: Element | undefined): string {
    const { messageId } = this.#site;
    if (message === undefined || messageId === '') {
      return '';
    }
    return typeof messageId === 'string'
      ? (attributeOf(message, messageId)?.slice(0, LONGEST_VALUE) ?? '')
      : (readIn(message, messageId) ?? '');
  }

  /**
   * Tells conversations apart; where the site does not say how, by list and address. Undefined
   * where it says how and the page does not show it: then nobody is counted, lest people of two
   * conversations be taken for a group.
   */
  #keyOf(element: Element): string | undefined {
    const { conversation, list } = this.#site;
    if (conversation !== undefined) {
      const { selector } = conversation;
      const holder = closest(element, selector) ?? queryAll(document, selector)[0];
      return readFrom(holder, conversation);
    }
    const around = closest(element, list) ?? document.documentElement;
    let number = this.#lists.get(around);
    if (number === undefined) {
      this.#listCount += 1;
      number = this.#listCount;
      this.#lists.set(around, number);
    }
    return `${number} ${addressHere()}`;
  }

  #noteSender(key: string, name: string, writer: Direction): void {
    const known = this.#senders.get(key) ?? { others: new Set(), anybody: new Set() };
    const seen = writer === 'other' ? known.others : known.anybody;
    const before = this.#othersIn(key);
    if (seen.size < MOST_SENDERS) {
      seen.add(name);
    }
    remember(this.#senders, key, known, MOST_CONVERSATIONS);
    // The second one proves a group, also for links that were seen before.
    this.#hasNews ||= before < 2 && this.#othersIn(key) >= 2;
  }

  /** Of those who may be anybody, one may be the reader. */
  #othersIn(key: string | undefined): number {
    const known = key === undefined ? undefined : this.#senders.get(key);
    return known === undefined ? 0 : known.others.size + Math.max(0, known.anybody.size - 1);
  }
}

export function messageOf(link: Element, { message }: PageSite): Element | undefined {
  return message === '*' ? undefined : closest(link, message);
}

/** The oldest goes where there are too many. */
function remember<T>(map: Map<string, T>, key: string, value: T, limit: number): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > limit && oldest !== undefined) {
    map.delete(oldest);
  }
}
