/**
 * What stands beside the guard on links: forms, copying, and what is being written. Each asks the
 * desk what a link is, and none of them keeps anything of the page.
 */
import type { HintWords, PickedLink } from '../messaging/protocol.ts';
import { Copying } from './copying.ts';
import type { Desk } from './desk.ts';
import { isElement } from './dom.ts';
import type { Drafts, Surroundings } from './drafts.ts';
import type { ExtensionApi } from './extension-api.ts';
import { wanting } from './later-script.ts';
import { type Listeners, WATCHING } from './listeners.ts';
import type { Marks } from './mark.ts';
import { ordersFor } from './orders-for.ts';
import { hrefOf, LONGEST_HREF, linkTextOf } from './sight.ts';
import { isLeftAlone, isScript } from './skip.ts';
import { Submissions } from './submissions.ts';
import type { TellActivated } from './tell-activated.ts';

/** Some editors write by themselves and fire no `input`. */
const WRITING = ['input', 'keyup', 'paste'] as const;

/** A script of its own, which comes once somebody writes: in most pages nobody does. */
export type MakeHints = (surroundings: Surroundings, listeners: Listeners) => Drafts;

export interface BesideEvents {
  readonly recogniseNow: () => void;
  readonly onStopped: TellActivated;
}

export class Beside {
  readonly #api: ExtensionApi;
  readonly #desk: Desk;
  readonly #submissions: Submissions;
  readonly #listeners: Listeners;
  readonly #want: () => void;
  #drafts: Drafts | undefined;
  /** Undefined until the background has said that the person wants hints. */
  #words: HintWords | undefined;
  /** The field that was written in last. */
  #written: WeakRef<Element> | undefined;

  constructor(
    api: ExtensionApi,
    desk: Desk,
    marks: Marks,
    ownOrigin: string,
    { recogniseNow, onStopped }: BesideEvents,
    listeners: Listeners,
  ) {
    this.#api = api;
    this.#desk = desk;
    this.#listeners = listeners;
    this.#want = wanting(api, 'hints');
    this.#submissions = new Submissions(
      {
        sightingOf({ form, submitter, href }) {
          recogniseNow();
          return (
            desk.recognition && {
              href: href.slice(0, LONGEST_HREF),
              text: submitter === null ? '' : linkTextOf(submitter),
              context: desk.recognition.reader.kindAt(form).context,
            }
          );
        },
        isLeftAlone: (href) =>
          isScript(href) || isLeftAlone(href, ownOrigin, desk.recognition?.site.wrappers),
        orderFor: async (sighting) => (await ordersFor(api, desk.recognition?.here, [sighting]))[0],
        onStopped,
      },
      listeners,
    );
    new Copying(
      {
        addressOf(link) {
          const address = desk.originalOf(link);
          return address === hrefOf(link) ? undefined : address;
        },
        isMark: (one) => marks.isMark(one),
      },
      listeners,
    );
    listeners.add(WRITING, this.#onWriting, WATCHING);
  }

  /** A shadow root that the person has reached. */
  onRoot(root: Document | ShadowRoot): void {
    this.#submissions.listenIn(root);
  }

  setHints(words: HintWords | undefined): void {
    this.#words = words;
    this.renew();
    this.#hint();
  }

  takeHints(make: MakeHints): void {
    const words = () => this.#words;
    const recognition = () => this.#words && this.#desk.recognition;
    this.#drafts ??= make({ api: this.#api, recognition, words }, this.#listeners);
    this.#hint();
  }

  /** Preferences or rules have changed. */
  renew(): void {
    this.#drafts?.renew();
  }

  /** The link as it was found; undefined where it is none of a recognised page. */
  pickLink(link: Element | undefined): PickedLink | undefined {
    const { recognition } = this.#desk;
    if (!link || !recognition) {
      return undefined;
    }
    const href = this.#desk.originalOf(link) ?? hrefOf(link);
    const context = recognition.reader.contextOf(link);
    return { site: recognition.site.id, href, text: linkTextOf(link, href), context };
  }

  readonly #onWriting = (event: Event): void => {
    const [written] = event.composedPath();
    if (event.isTrusted && isElement(written)) {
      this.#written = new WeakRef(written);
      this.#hint();
    }
  };

  #hint(): void {
    const written = this.#written?.deref();
    if (written === undefined) {
      return;
    }
    this.#drafts?.wrote(written);
    if (this.#drafts === undefined && this.#words !== undefined) {
      this.#want();
    }
  }
}
