/** Reads links as they stand now: where they lead, whether they are a message's, what is known. */
import type { LinkOrder, LinkSighting } from '../messaging/protocol.ts';
import { closest } from './dom.ts';
import type { Judge } from './judge.ts';
import { isStanding, type Links } from './links.ts';
import { EDITABLE, isMessageLink, type Recognition } from './recognise.ts';
import { addressOf, hrefOf, LONGEST_HREF, linkTextOf } from './sight.ts';
import { isLeftAlone, isSentinel } from './skip.ts';

interface Read {
  readonly sighting: LinkSighting;
  readonly order: LinkOrder | undefined;
  /** It holds what we wrote, or what it held when we met it. */
  readonly isKept: boolean;
}

export class Reading {
  readonly #links: Links;
  readonly #judge: Pick<Judge, 'find'>;
  readonly #ownOrigin: string;
  recognition: Recognition | undefined;

  constructor(links: Links, judge: Pick<Judge, 'find'>, ownOrigin: string) {
    this.#links = links;
    this.#judge = judge;
    this.#ownOrigin = ownOrigin;
  }

  /** Undefined where a link is none of our business. */
  addressOf(link: Element): string | undefined {
    const address = addressOf(link);
    if (address.indexOf('.invalid/') >= 0 && isSentinel(address)) {
      // A copy of a link that we stopped, made by the page or by the person.
      return this.#links.behind(address);
    }
    // Read by the browser only where its beginning does not say all.
    const isElsewhere = address.startsWith('http') && !address.startsWith(this.#ownOrigin);
    return isElsewhere || !isLeftAlone(address, this.#ownOrigin, this.recognition?.site.wrappers)
      ? address.slice(0, LONGEST_HREF)
      : undefined;
  }

  isOfMessage(link: Element): boolean {
    return this.recognition !== undefined && isMessageLink(link, this.recognition);
  }

  /** The link as it stands now, and its order; undefined where it is none of ours. */
  read(link: Element): Read | undefined {
    const state = this.#links.get(link);
    const isKept = state !== undefined && isStanding(link, state);
    const href = isKept ? state.address : this.addressOf(link);
    if (href === undefined || this.recognition === undefined) {
      return undefined;
    }
    const text = linkTextOf(link, href);
    const { context } = this.recognition.reader.place(link).kind;
    const order =
      this.#judge.find(href, text, context)?.order ?? (isKept ? state.applied : undefined);
    return { sighting: { href, text, context }, order, isKept };
  }

  /** Reads the link at the last moment; undefined lets a press on it pass. */
  inspect(link: Element): LinkSighting | undefined {
    const href = hrefOf(link);
    const isCopy = isSentinel(href) && closest(link, EDITABLE) === undefined;
    const read = this.read(link);
    if (read === undefined) {
      return isCopy ? { href, text: '', context: 'unknown' } : undefined;
    }
    const { sighting, order, isKept } = read;
    const isOurs = isKept || isCopy || this.isOfMessage(link);
    const mayPass = !isOurs || (order?.action === 'open' && !isSentinel(href));
    return mayPass ? undefined : sighting;
  }
}
