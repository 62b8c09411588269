/**
 * Holds presses on links that are stopped or not yet judged. It listens on the window, in the
 * capture phase, from before the page's first script, and looks a second time on the way back, for
 * addresses that were changed in between. It is the user interface: a page can navigate without
 * any press, and then only the network can stop it.
 */
import type { Disposition, LinkSighting } from '../messaging/protocol.ts';
import { dispositionOf, type Press } from './disposition.ts';
import {
  attributeOf,
  closest,
  defaultTarget,
  isElement,
  isLink,
  isPrerendering,
  type Root,
  rootOf,
  shadowRootOf,
} from './dom.ts';
import type { ExtensionApi } from './extension-api.ts';
import { type Listeners, WATCHING } from './listeners.ts';

const PRESSES = ['click', 'auxclick'] as const;
/** Enter fires no second event: a browser turns it into a click. */
const ARRIVALS = ['pointerover', 'pointerdown', 'keydown', 'focusin'] as const;

export interface GuardEvents {
  /**
   * What is held of a press; undefined lets it pass. `mayWait`: whether it may be held although
   * nobody knows yet what the page is.
   */
  readonly inspect: (link: Element, mayWait: boolean) => LinkSighting | undefined;
  /** Resolves when the background has answered; never rejects. */
  readonly onActivated: (
    link: Element,
    sighting: LinkSighting,
    disposition: Disposition,
  ) => Promise<void>;
  /** The person is about to press a link, or to open the browser's menu on it. */
  readonly onArrival: (link: Element) => void;
  /** A shadow root that the person has reached. */
  readonly onRoot: (root: Root) => void;
  /** False once the extension is gone; the guard has then been told to stop. */
  readonly isAlive: () => boolean;
}

export class Guard {
  readonly #api: ExtensionApi;
  readonly #events: GuardEvents;
  readonly #held = new WeakSet<Event>();
  /** The person has pressed something, and no script has clicked since. */
  #mayScript = false;
  /** Links whose activation the background has not answered yet. */
  readonly #answering = new WeakSet<Element>();
  #menuLink: WeakRef<Element> | undefined;

  constructor(api: ExtensionApi, events: GuardEvents, listeners: Listeners) {
    this.#api = api;
    this.#events = events;
    listeners.add(PRESSES, this.#onPress, { capture: true });
    listeners.add(PRESSES, this.#onPress);
    listeners.add(ARRIVALS, this.#onArrival, WATCHING);
    listeners.add(['contextmenu'], this.#onMenu, { capture: true });
  }

  /** The link on which the person last opened the browser's menu. */
  get menuLink(): Element | undefined {
    return this.#menuLink?.deref();
  }

  readonly #onMenu = (event: MouseEvent): void => {
    const link = event.isTrusted ? this.#linkOf(event) : undefined;
    this.#menuLink = link && new WeakRef(link);
  };

  readonly #onPress = (event: MouseEvent): void => {
    if (this.#held.has(event) || event.defaultPrevented || !isPrimaryOrMiddle(event)) {
      return;
    }
    const link = this.#linkOf(event);
    if (link === undefined) {
      return;
    }
    const sighting = this.#events.inspect(link, event.isTrusted || opensBeside(link));
    if (sighting === undefined) {
      return;
    }
    this.#held.add(event);
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.#events.isAlive() && this.#isByPerson(event)) {
      this.#activate(link, sighting, event);
    }
  };

  readonly #onArrival = (event: Event): void => {
    if (event.isTrusted && (event.type === 'pointerdown' || event.type === 'keydown')) {
      this.#mayScript = true;
    }
    const path = event.composedPath();
    const [first] = path;
    if (!isElement(first)) {
      return;
    }
    const link = path.find((one) => isElement(one) && isLink(one));
    if (link !== undefined) {
      this.#events.onArrival(link as Element);
    }
    const around = rootOf(first);
    if (around instanceof ShadowRoot) {
      this.#events.onRoot(around);
    }
    // A closed root that no custom element has: its links are rewritten before they are pressed.
    const inside = shadowRootOf(first, this.#api);
    if (inside !== undefined) {
      this.#events.onRoot(inside);
    }
  };

  /** A script's click opens nothing, but for one after each press of the person's own. */
  #isByPerson(event: Event): boolean {
    if (event.isTrusted) {
      return true;
    }
    const isNow = this.#mayScript && navigator.userActivation?.isActive === true;
    this.#mayScript = false;
    return isNow;
  }

  /** A double click, or a click and Enter, is one activation. */
  #activate(link: Element, sighting: LinkSighting, event: MouseEvent): void {
    if (event.detail > 1 || this.#answering.has(link) || isPrerendering()) {
      return;
    }
    this.#answering.add(link);
    const disposition = dispositionOf(pressOf(event, link));
    void this.#events
      .onActivated(link, sighting, disposition)
      .finally(() => this.#answering.delete(link));
  }

  /** The first link on the event's way, closed shadow roots included. */
  #linkOf(event: MouseEvent): Element | undefined {
    const path = event.composedPath().filter(isElement);
    const [first] = path;
    if (first === undefined) {
      return undefined;
    }
    return this.#linkInClosedRoot(first, event) ?? path.find(isLink);
  }

  #linkInClosedRoot(host: Element, event: MouseEvent): Element | undefined {
    let target = host;
    for (;;) {
      const root = shadowRootOf(target, this.#api);
      const inner = root && innerTarget(root, event);
      if (root === undefined || inner === undefined || inner === target) {
        break;
      }
      this.#events.onRoot(root);
      target = inner;
    }
    return target === host ? undefined : closestLink(target, host);
  }
}

function isPrimaryOrMiddle(event: MouseEvent): boolean {
  return event.type === 'click' || event.button === 1;
}

/** By place for the pointer, by focus for the keyboard. */
function innerTarget(root: ShadowRoot, event: MouseEvent): Element | undefined {
  const isPointer = event.clientX !== 0 || event.clientY !== 0;
  return (
    (isPointer ? root.elementFromPoint(event.clientX, event.clientY) : root.activeElement) ??
    undefined
  );
}

function closestLink(target: Element, host: Element): Element | undefined {
  const link = closest(target, 'a,area');
  return link !== undefined && link !== host && rootOf(link) !== rootOf(host) ? link : undefined;
}

function opensBeside(link: Element): boolean {
  return targetOf(link).toLowerCase() === '_blank';
}

function targetOf(link: Element): string {
  return attributeOf(link, 'target') ?? defaultTarget();
}

function pressOf(event: MouseEvent, link: Element): Press {
  return {
    button: event.button,
    ctrlKey: event.ctrlKey,
    metaKey: event.metaKey,
    shiftKey: event.shiftKey,
    target: targetOf(link),
    isApple: /^(?:Mac|iP)/.test(navigator.platform),
    isFramed: window !== window.top,
  };
}
