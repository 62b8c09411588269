/**
 * Looks at what is being written, whenever the person pauses, for addresses that would be stopped
 * for those who read it, and says so beside the composer. The words are read and forgotten; only
 * the addresses in them are asked about, as those of links are.
 */
import type { Context } from '../../policy/index.ts';
import type { HintWords } from '../messaging/protocol.ts';
import { addressesIn } from './addresses-in.ts';
import { composerOf, draftIn } from './composer.ts';
import { kindInView } from './describe.ts';
import { isConnected, isRendered } from './dom.ts';
import type { ExtensionApi } from './extension-api.ts';
import { Hint } from './hint.ts';
import type { Listeners } from './listeners.ts';
import { ordersFor } from './orders-for.ts';
import type { Recognition } from './recognise.ts';
import { type Stop, strictestStop } from './strictest-stop.ts';

const MOST_ADDRESSES = 5;
const PAUSE_MILLISECONDS = 500;
/** While a hint is shown: a page that sends a message empties its composer in silence. */
const LOOK_MILLISECONDS = 200;

export interface Surroundings {
  readonly api: ExtensionApi;
  /** Undefined while there is nothing to look for. */
  readonly recognition: () => Recognition | undefined;
  /** Undefined while none are given. */
  readonly words: () => HintWords | undefined;
}

export class Drafts {
  readonly #surroundings: Surroundings;
  readonly #signal: AbortSignal;
  #hint: Hint | undefined;
  /** The field that was written in last, where it is a composer or nobody can say yet. */
  #written: WeakRef<Element> | undefined;
  /** Of several looks that wait for their answers the last one counts. */
  #looks = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #looking: ReturnType<typeof setInterval> | undefined;

  constructor(surroundings: Surroundings, listeners: Listeners) {
    this.#surroundings = surroundings;
    this.#signal = listeners.signal;
    this.#signal.addEventListener('abort', () => this.#stop());
    listeners.add(['beforeprint'], () => this.#stop());
    listeners.add(['afterprint'], () => this.#lookSoon());
  }

  /** What was said may not hold any more. */
  renew(): void {
    this.#lookSoon();
  }

  /** Somebody writes in this field. */
  wrote(field: Element): void {
    const recognition = this.#surroundings.recognition();
    if (recognition === undefined || composerOf(field, recognition.site) !== undefined) {
      this.#written = new WeakRef(field);
      this.#lookSoon();
    }
  }

  #lookSoon(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#look(), PAUSE_MILLISECONDS);
  }

  async #look(): Promise<void> {
    this.#looks += 1;
    const look = this.#looks;
    const written = this.#written?.deref();
    const recognition = written && isThere(written) ? this.#surroundings.recognition() : undefined;
    const composer = recognition && composerOf(written, recognition.site);
    const addresses = composer ? addressesIn(draftIn(composer), MOST_ADDRESSES) : [];
    if (composer === undefined || recognition === undefined || addresses.length === 0) {
      this.#stop();
      return;
    }
    const context = contextFor(composer, recognition);
    const orders = await ordersFor(
      this.#surroundings.api,
      recognition.here,
      addresses.map((address) => ({ ...address, context })),
    );
    if (look !== this.#looks) {
      return;
    }
    const stop = strictestStop(orders);
    const text = stop && addresses[stop.index]?.text;
    if (stop === undefined || text === undefined || !stillHolds(composer, text)) {
      this.#stop();
    } else if (!this.#signal.aborted) {
      this.#say(composer, stop);
      this.#keepLooking(composer, text);
    }
  }

  #say(composer: Element, { action, reason }: Stop): void {
    const words = this.#surroundings.words();
    if (words !== undefined) {
      this.#hint ??= new Hint();
      this.#hint.show(composer, { action, says: words[action], reason, language: words.language });
    }
  }

  #keepLooking(composer: Element, text: string): void {
    clearInterval(this.#looking);
    this.#looking = setInterval(() => {
      if (stillHolds(composer, text)) {
        this.#hint?.follow(composer);
      } else {
        this.#stop();
        this.#lookSoon();
      }
    }, LOOK_MILLISECONDS);
  }

  #stop(): void {
    clearTimeout(this.#pause);
    clearInterval(this.#looking);
    this.#hint?.hide();
  }
}

function contextFor(composer: Element, recognition: Recognition): Context {
  recognition.reader.refresh();
  const { context } = recognition.reader.kindAt(composer);
  return context === 'unknown' ? kindInView(recognition).context : context;
}

function isThere(composer: Element): boolean {
  return isConnected(composer) && isRendered(composer);
}

function stillHolds(composer: Element, text: string): boolean {
  return (
    isThere(composer) &&
    addressesIn(draftIn(composer), MOST_ADDRESSES).some((one) => one.text === text)
  );
}
