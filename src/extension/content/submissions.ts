/**
 * Holds forms that lead to another origin until it is known what becomes of them: those that may
 * be sent are sent by the page's own form, once, with everything that is filled in; for those that
 * are stopped the gate is shown. `form.submit()` tells nobody: there only the network can stop it.
 */
import type { LinkOrder, LinkSighting } from '../messaging/protocol.ts';
import { dispositionOf } from './disposition.ts';
import { isPrerendering } from './dom.ts';
import type { Listeners } from './listeners.ts';
import { type Submission, submissionOf, submitAgain } from './submission.ts';
import type { TellActivated } from './tell-activated.ts';

export interface SubmissionEvents {
  /** Stays with the chat, or leads nowhere. */
  readonly isLeftAlone: (href: string) => boolean;
  /** What is asked about; undefined while the page is no chat. */
  readonly sightingOf: (submission: Submission) => LinkSighting | undefined;
  /** Undefined when nobody answers; never rejects. */
  readonly orderFor: (sighting: LinkSighting) => Promise<LinkOrder | undefined>;
  /** Resolves when the background has shown the gate; never rejects. */
  readonly onStopped: TellActivated;
}

export class Submissions {
  readonly #events: SubmissionEvents;
  readonly #signal: AbortSignal;
  /** Held, and asked about. */
  readonly #waiting = new WeakSet<HTMLFormElement>();
  /** May be sent now, and once. */
  #granted: Submission | undefined;

  constructor(events: SubmissionEvents, listeners: Listeners) {
    this.#events = events;
    this.#signal = listeners.signal;
    listeners.add(['submit'], this.#onSubmit, { capture: true });
  }

  /** A form's event ends at its shadow root. */
  listenIn(root: EventTarget): void {
    EventTarget.prototype.addEventListener.call(root, 'submit', this.#onSubmit, {
      capture: true,
      signal: this.#signal,
    });
  }

  readonly #onSubmit = (event: Event): void => {
    const submission = event.isTrusted ? submissionOf(event as SubmitEvent) : undefined;
    if (submission === undefined || this.#events.isLeftAlone(submission.href)) {
      return;
    }
    const sighting = this.#events.sightingOf(submission);
    if (sighting === undefined || this.#take(submission)) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!this.#waiting.has(submission.form) && !isPrerendering()) {
      this.#waiting.add(submission.form);
      void this.#settle(submission, sighting).finally(() => this.#waiting.delete(submission.form));
    }
  };

  /** Whether this is what was granted, unchanged. */
  #take({ form, href }: Submission): boolean {
    const granted = this.#granted;
    this.#granted = undefined;
    return granted?.form === form && granted.href === href;
  }

  async #settle(submission: Submission, sighting: LinkSighting): Promise<void> {
    // Scripts can ask a form to submit itself: that opens no gate.
    const isByPerson = navigator.userActivation?.isActive === true;
    const order = await this.#events.orderFor(sighting);
    if (this.#signal.aborted || order === undefined) {
      return;
    }
    if (order.action === 'open') {
      this.#granted = submission;
      submitAgain(submission);
      this.#granted = undefined;
    } else if (isByPerson) {
      await this.#events.onStopped(
        submission.form,
        sighting,
        dispositionOf({ target: submission.target, isFramed: window !== window.top }),
      );
    }
  }
}
