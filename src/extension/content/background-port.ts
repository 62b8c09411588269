/**
 * Talks to the background: a typed request, one retry for a worker that was killed under it, and a
 * time limit. Requests are safe to repeat: the background judges afresh each time.
 */
import type { BackgroundToContent, ContentToBackground } from '../messaging/protocol.ts';
import { type ExtensionApi, isOrphaned, type MessageListener } from './extension-api.ts';

const LIMIT_MILLISECONDS = 6_000;
const RETRY_AFTER_MILLISECONDS = 60;

type Asked = keyof ContentToBackground;
type Input<Name extends Asked> = Parameters<ContentToBackground[Name]>[0];
type Output<Name extends Asked> = ReturnType<ContentToBackground[Name]>;

/** `code` is `orphaned`, `unreachable`, `timeout`, or what the background refused with. */
function portError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Throws an error with a code, as `portError` says; never anything else. */
export function ask<Name extends Asked>(
  api: ExtensionApi,
  name: Name,
  input: Input<Name>,
  limit?: number,
): Promise<Output<Name>> {
  const message = { protocol: 'content', name, input };
  return answerTo(api, () => api.runtime.sendMessage(message).catch(() => undefined), limit);
}

/**
 * The value in the reply to what is sent, which may have to be sent twice: undefined stands for a
 * message that did not arrive, or a worker that died before it answered. A background that is slow
 * is not asked again. Throws as `ask` does.
 */
export async function answerTo<Value>(
  api: ExtensionApi,
  send: () => Promise<unknown>,
  limit = LIMIT_MILLISECONDS,
): Promise<Value> {
  const attempt = () => {
    if (isOrphaned(api)) {
      throw portError('orphaned');
    }
    const late = after(limit).then(() => Promise.reject(portError('timeout')));
    return Promise.race([send(), late]);
  };
  const reply = (await attempt()) ?? (await after(RETRY_AFTER_MILLISECONDS).then(attempt));
  const { ok, value, code } = (reply ?? {}) as {
    readonly ok?: unknown;
    readonly value?: Value;
    readonly code?: unknown;
  };
  if (ok === true) {
    return value as Value;
  }
  throw portError(String(code ?? 'unreachable'));
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** What this page answers; an undefined description leaves the answer to another frame of the tab. */
export type Answers = {
  readonly [Name in keyof BackgroundToContent]: (
    ...input: Parameters<BackgroundToContent[Name]>
  ) => ReturnType<BackgroundToContent[Name]> | undefined;
};

export function listenToBackground(
  api: ExtensionApi,
  answers: Partial<Answers>,
  signal: AbortSignal,
): void {
  const listener: MessageListener = (message, sender, reply) => {
    const { protocol, name, input } = (message ?? {}) as Readonly<Record<string, unknown>>;
    if (sender.id === api.runtime.id && protocol === 'background' && isAnswered(answers, name)) {
      const value = (answers[name] as (input: unknown) => unknown)(input);
      if (value !== undefined || name !== 'page.describe') {
        reply({ ok: true, value });
      }
    }
  };
  api.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => {
    if (!isOrphaned(api)) {
      api.runtime.onMessage.removeListener(listener);
    }
  });
}

function isAnswered(answers: object, name: unknown): name is keyof Answers {
  return typeof name === 'string' && Object.hasOwn(answers, name);
}
