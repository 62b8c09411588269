/** Typed sending: from a page of the extension to the background, and from there to a tab. */
import browser from 'webextension-polyfill';
import { CodedError } from '../../policy/index.ts';
import type { Envelope, InputOf, OutputOf } from './envelope.ts';
import { isDisconnected, isReply } from './envelope.ts';
import type { BackgroundToContent, PageToBackground } from './protocol.ts';

/** Longest time, in milliseconds, that a page waits for an answer. */
const PAGE_LIMIT = 8000;

/** The input, left out where the function takes none. */
type Arguments<F> = F extends () => unknown ? [] : [input: InputOf<F>];

/**
 * Throws CodedError with the background's code; 'no-answer' when it stays silent, and
 * 'disconnected' when it cannot be reached twice in a row.
 */
export async function sendToBackground<N extends keyof PageToBackground>(
  name: N,
  ...[input]: Arguments<PageToBackground[N]>
): Promise<OutputOf<PageToBackground[N]>> {
  const envelope: Envelope = { protocol: 'page', name, input };
  const send = () => within(PAGE_LIMIT, browser.runtime.sendMessage(envelope));
  // A worker that was killed a moment ago refuses once, and is started by that.
  const reply = await send().catch((error: unknown) => {
    if (isDisconnected(error)) return send();
    throw error;
  });
  return opened(name, reply) as OutputOf<PageToBackground[N]>;
}

/** As `sendToBackground`, to the content scripts of a tab, or of one frame of it. */
export async function sendToTab<N extends keyof BackgroundToContent>(
  tabId: number,
  name: N,
  options: { input?: InputOf<BackgroundToContent[N]>; frameId?: number; limit: number },
): Promise<unknown> {
  const { input, frameId, limit } = options;
  const envelope: Envelope = { protocol: 'background', name, input };
  const target = frameId === undefined ? {} : { frameId };
  const reply = await within(limit, browser.tabs.sendMessage(tabId, envelope, target));
  return opened(name, reply);
}

function opened(name: string, reply: unknown): unknown {
  if (!isReply(reply)) throw new CodedError('no-answer', `${name}: no answer`);
  if (reply.ok) return reply.value;
  throw new CodedError(reply.code, reply.message);
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new CodedError('no-answer', `no answer within ${milliseconds} ms`)),
      milliseconds,
    );
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
