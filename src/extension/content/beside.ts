/**
 * What stands beside the guard on links: forms, copying, and what is being written. Each asks the
 * desk what a link is, and none of them keeps anything of the page.
 */
import type { LinkSighting, PickedLink } from '../messaging/protocol.ts';
import { Copying } from './copying.ts';
import { kindInView } from './describe.ts';
import type { Desk } from './desk.ts';
import { Drafts } from './drafts.ts';
import type { ExtensionApi } from './extension-api.ts';
import type { Listeners } from './listeners.ts';
import type { Marks } from './mark.ts';
import { ordersFor } from './orders-for.ts';
import { hrefOf, LONGEST_HREF, linkTextOf, sightingOf } from './sight.ts';
import { isLeftAlone, isScript } from './skip.ts';
import { Submissions } from './submissions.ts';
import type { TellActivated } from './tell-activated.ts';

export interface BesideEvents {
  readonly recogniseNow: () => void;
  readonly onStopped: TellActivated;
}

export class Beside {
  readonly #desk: Desk;
  readonly #submissions: Submissions;
  readonly #drafts: Drafts;
  /** Off until the background has said that the person wants them. */
  #hasHints = false;

  constructor(
    api: ExtensionApi,
    desk: Desk,
    marks: Marks,
    ownOrigin: string,
    { recogniseNow, onStopped }: BesideEvents,
    listeners: Listeners,
  ) {
    this.#desk = desk;
    const orders = (sightings: readonly LinkSighting[]) =>
      ordersFor(api, desk.recognition?.site.id, sightings);
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
        orderFor: async (sighting) => (await orders([sighting]))[0],
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
    this.#drafts = new Drafts(
      {
        recognition: () => (this.#hasHints ? desk.recognition : undefined),
        contextFor(composer, recognition) {
          recognition.reader.refresh();
          const { context } = recognition.reader.kindAt(composer);
          return context === 'unknown' ? kindInView(recognition).context : context;
        },
        ordersFor: orders,
        say: ({ key, substitutions }) => api.i18n.getMessage(key, [...substitutions]),
      },
      listeners,
    );
  }

  /** A shadow root that the person has reached. */
  onRoot(root: Document | ShadowRoot): void {
    this.#submissions.listenIn(root);
  }

  setHints(areOn: boolean): void {
    this.#hasHints = areOn;
    this.#drafts.renew();
  }

  /** Preferences or rules have changed. */
  renew(): void {
    this.#drafts.renew();
  }

  /** The link as it was found; undefined where it is none of a recognised page. */
  pickLink(link: Element | undefined): PickedLink | undefined {
    const { recognition } = this.#desk;
    if (!link || !recognition) {
      return undefined;
    }
    const href = this.#desk.originalOf(link) ?? hrefOf(link);
    return { ...sightingOf(link, href, recognition.reader), href, site: recognition.site.id };
  }
}
