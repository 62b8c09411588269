/**
 * Asks for orders over a port: for a single late link that is the quickest way. The port is opened
 * when something is asked and again when the worker died; whoever has no answer then asks once
 * more, for questions are safe to repeat.
 */
import type { LinkAnswer, LinkQuestion } from '../messaging/protocol.ts';
import { PortError } from './background-port.ts';
import { type ExtensionApi, isOrphaned, type Port } from './extension-api.ts';

const LIMIT_MILLISECONDS = 6_000;
const RETRY_AFTER_MILLISECONDS = 60;

/** As it comes; undefined when the port closed before. */
type Reply = Readonly<Record<'ok' | 'value' | 'code' | 'message', unknown>> | undefined;

/** Orders that come before the answer, because nobody has to be asked about them. */
export type TellAhead = (orders: LinkAnswer['orders']) => void;

export class LinkPort {
  readonly #api: ExtensionApi;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  readonly #ahead = new Map<number, TellAhead>();
  #port: Port | undefined;
  #lastId = 0;

  constructor(api: ExtensionApi, signal: AbortSignal) {
    this.#api = api;
    signal.addEventListener('abort', () => this.#hangUp());
    // A page that the browser puts aside loses its ports without a word.
    addEventListener('pagehide', () => this.#hangUp(), { signal });
  }

  /** Throws a `PortError`; never anything else. */
  async ask(question: LinkQuestion, tellAhead: TellAhead = () => undefined): Promise<LinkAnswer> {
    let reply = await this.#attempt(question, tellAhead);
    if (reply === undefined) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MILLISECONDS));
      reply = await this.#attempt(question, tellAhead);
    }
    if (reply?.ok === true) {
      return reply.value as LinkAnswer;
    }
    throw new PortError(String(reply?.code ?? 'unreachable'));
  }

  /** A background that is slow is not asked twice. */
  #attempt(question: LinkQuestion, tellAhead: TellAhead): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (isOrphaned(this.#api)) {
        reject(new PortError('orphaned'));
        return;
      }
      this.#lastId += 1;
      const id = this.#lastId;
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        this.#ahead.delete(id);
        reject(new PortError('timeout'));
      }, LIMIT_MILLISECONDS);
      this.#waiting.set(id, (reply) => {
        clearTimeout(timer);
        resolve(reply);
      });
      this.#ahead.set(id, tellAhead);
      try {
        this.#openPort().postMessage({ id, input: question });
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
        reply?: Reply;
        ahead?: LinkAnswer['orders'];
      };
      if (ahead === undefined) {
        this.#settle(Number(id), reply);
      } else {
        this.#ahead.get(Number(id))?.(ahead);
      }
    });
    port.onDisconnect.addListener(() => this.#drop(port));
    return port;
  }

  #settle(id: number, reply: Reply): void {
    const resolve = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#ahead.delete(id);
    resolve?.(reply);
  }

  /** Everybody who waits at this port learns that no answer comes. */
  #drop(port: Port | undefined): void {
    if (port !== this.#port) {
      return;
    }
    this.#port = undefined;
    for (const id of [...this.#waiting.keys()]) {
      this.#settle(id, undefined);
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
