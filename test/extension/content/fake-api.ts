/** The edge of the content script: an extension API in memory, with a background of the test's. */
import type {
  ExtensionApi,
  MessageListener,
  Port,
} from '../../../src/extension/content/extension-api.ts';

export interface FakeApi extends ExtensionApi {
  readonly sent: { readonly name: string; readonly input: unknown }[];
  /** Undefined after `reload`. */
  id: string | undefined;
  /** Delivers a message as the browser would; gives what was replied, and `true` for "later". */
  deliver(message: unknown, senderId?: string): { replies: unknown[]; returned: unknown };
  readonly listeners: Set<MessageListener>;
  /** What closes each port that is open, as the death of the worker does. */
  readonly ports: Set<() => void>;
}

export type Background = (
  message: { name: string; input: unknown },
  sendAhead: (ahead: unknown) => void,
) => Promise<unknown>;

export function fakeApi(background: Background): FakeApi {
  const listeners = new Set<MessageListener>();
  const sent: FakeApi['sent'] = [];
  const api: FakeApi = {
    id: 'link-guard',
    sent,
    listeners,
    ports: new Set(),
    runtime: {
      get id() {
        return api.id;
      },
      sendMessage(message) {
        const call = message as { name: string; input: unknown };
        sent.push(call);
        return background(call, () => undefined);
      },
      connect: () => {
        if (api.id === undefined) {
          throw new Error('Extension context invalidated.');
        }
        return portTo(background, sent, api.ports);
      },
      onMessage: {
        addListener: (listener) => void listeners.add(listener),
        removeListener: (listener) => void listeners.delete(listener),
      },
    },
    i18n: { getMessage: (key) => key },
    deliver(message, senderId = 'link-guard') {
      const replies: unknown[] = [];
      let returned: unknown;
      for (const listener of listeners) {
        returned = listener(message, { id: senderId }, (reply) => replies.push(reply));
      }
      return { replies, returned };
    },
  };
  return api;
}

/** Answers as the background does; a failure closes the port, as a worker that dies. */
function portTo(background: Background, sent: FakeApi['sent'], open: Set<() => void>): Port {
  const onMessage = new Set<(message: unknown) => void>();
  const onDisconnect = new Set<() => void>();
  let isOpen = true;
  const close = () => {
    isOpen = false;
    open.delete(close);
    for (const listener of onDisconnect) listener();
  };
  open.add(close);
  return {
    postMessage(message) {
      if (!isOpen) throw new Error('Attempting to use a disconnected port object');
      const { id, input } = message as { id: number; input: unknown };
      sent.push({ name: 'links.judge', input });
      const sendAhead = (ahead: unknown) => {
        for (const listener of onMessage) listener({ id, ahead });
      };
      background({ name: 'links.judge', input }, sendAhead).then((reply) => {
        if (reply === undefined) close();
        for (const listener of isOpen ? onMessage : []) listener({ id, reply });
      }, close);
    },
    disconnect: () => {
      isOpen = false;
      open.delete(close);
    },
    onMessage: { addListener: (listener) => void onMessage.add(listener) },
    onDisconnect: { addListener: (listener) => void onDisconnect.add(listener) },
  };
}
