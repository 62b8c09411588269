/**
 * Asks for orders over a port: for a single late link that is the quickest way. The port is opened
 * when something is asked and again when the worker died; whoever has no answer then asks once
 * more, for questions are safe to repeat.
 */
import type { LinkAnswer, LinkQuestion } from '../messaging/protocol.ts';
import { answerTo } from './background-port.ts';
import type { ExtensionApi, Port } from './extension-api.ts';

/** Orders that come before the answer, because nobody has to be asked about them. */
export type TellAhead = (orders: LinkAnswer['orders']) => void;

interface Waiting {
  readonly tellAhead: TellAhead;
  /** With what came, or undefined when the port closed before. */
  readonly resolve: (reply: unknown) => void;
}

export class LinkPort {
  readonly #api: ExtensionApi;
  readonly #waiting = new Map<number, Waiting>();
  #port: Port | undefined;
  #lastId = 0;

  constructor(api: ExtensionApi, signal: AbortSignal) {
    this.#api = api;
    signal.addEventListener('abort', () => this.#hangUp());
    // A page that the browser puts aside loses its ports without a word.
    addEventListener('pagehide', () => this.#hangUp(), { signal });
  }

  /** Throws as `ask` of `background-port.ts` does. */
  ask(question: LinkQuestion, tellAhead: TellAhead = () => undefined): Promise<LinkAnswer> {
    const id = this.#lastId + 1;
    this.#lastId = id;
    const asked = answerTo<LinkAnswer>(this.#api, () => this.#send(id, question, tellAhead));
    return asked.finally(() => this.#waiting.delete(id));
  }

  #send(id: number, input: LinkQuestion, tellAhead: TellAhead): Promise<unknown> {
    return new Promise((resolve) => {
      this.#waiting.set(id, { tellAhead, resolve });
      try {
        this.#openPort().postMessage({ id, input });
      } catch {
        // The worker died a moment ago, or nothing is there to connect to.
        this.#drop(this.#port);
      }
    });
  }

  #openPort(): Port {
    if (this.#port !== undefined) {
      return this.#port;
    }
    const port = this.#api.runtime.connect();
    this.#port = port;
    port.onMessage.addListener((message) => {
      const { id, reply, ahead } = (message ?? {}) as {
        id?: unknown;
        reply?: unknown;
        ahead?: LinkAnswer['orders'];
      };
      const waiting = this.#waiting.get(Number(id));
      if (ahead === undefined) {
        waiting?.resolve(reply);
      } else {
        waiting?.tellAhead(ahead);
      }
    });
    port.onDisconnect.addListener(() => this.#drop(port));
    return port;
  }

  /** Everybody who waits at this port learns that no answer comes. */
  #drop(port: Port | undefined): void {
    if (port !== this.#port) {
      return;
    }
    this.#port = undefined;
    for (const { resolve } of this.#waiting.values()) {
      resolve(undefined);
    }
  }

  #hangUp(): void {
    const port = this.#port;
    this.#drop(port);
    try {
      port?.disconnect();
    } catch {
      // The extension is gone, and its ports with it.
    }
  }
}
