/** The edge of the content script: an extension API in memory, with a background of the test's. */
import type {
  ExtensionApi,
  MessageListener,
} from '../../../src/extension/content/extension-api.ts';

export interface FakeApi extends ExtensionApi {
  readonly sent: { readonly name: string; readonly input: unknown }[];
  /** Undefined after `reload`. */
  id: string | undefined;
  /** Delivers a message as the browser would; gives what was replied, and `true` for "later". */
  deliver(message: unknown, senderId?: string): { replies: unknown[]; returned: unknown };
  readonly listeners: Set<MessageListener>;
}

export type Background = (message: { name: string; input: unknown }) => Promise<unknown>;

export function fakeApi(background: Background): FakeApi {
  const listeners = new Set<MessageListener>();
  const sent: FakeApi['sent'] = [];
  const api: FakeApi = {
    id: 'link-guard',
    sent,
    listeners,
    runtime: {
      get id() {
        return api.id;
      },
      sendMessage(message) {
        const call = message as { name: string; input: unknown };
        sent.push(call);
        return background(call);
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
