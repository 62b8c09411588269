/** The few parts of the extension API that a content script uses, in both browsers' spelling. */
export interface ExtensionApi {
  readonly runtime: {
    /** Undefined once the extension was reloaded or removed under this page. */
    readonly id?: string | undefined;
    sendMessage(message: unknown): Promise<unknown>;
    connect(): Port;
    readonly onMessage: {
      addListener(listener: MessageListener): void;
      removeListener(listener: MessageListener): void;
    };
  };
  readonly i18n: { getMessage(key: string, substitutions?: string[]): string };
  /** Chromium's way into closed shadow roots. */
  readonly dom?: { openOrClosedShadowRoot?(element: Element): ShadowRoot | null } | undefined;
}

export interface Port {
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

export type MessageListener = (
  message: unknown,
  sender: { readonly id?: string | undefined },
  reply: (answer: unknown) => void,
) => void;

/** Not the polyfill: it would be most of this script's size. */
export function extensionApi(): ExtensionApi | undefined {
  const { browser, chrome } = globalThis as { browser?: ExtensionApi; chrome?: ExtensionApi };
  return browser?.runtime ? browser : chrome;
}

/** A script whose extension was reloaded goes on running, but can reach nobody. */
export function isOrphaned(api: ExtensionApi): boolean {
  try {
    return api.runtime?.id === undefined;
  } catch {
    // Firefox throws on any access to a dead extension's API: that is the answer.
    return true;
  }
}
