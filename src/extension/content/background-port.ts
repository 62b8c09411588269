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
export class PortError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Throws a `PortError`; never anything else. */
export async function ask<Name extends Asked>(
  api: ExtensionApi,
  name: Name,
  input: Input<Name>,
  limit = LIMIT_MILLISECONDS,
): Promise<Output<Name>> {
  const message = { protocol: 'content', name, input };
  const reply =
    (await attempt(api, message, limit)) ??
    (await after(RETRY_AFTER_MILLISECONDS).then(() => attempt(api, message, limit)));
  return outcomeOf<Name>(reply);
}

/** Undefined when the message did not arrive, or when the worker died before it answered. */
async function attempt(api: ExtensionApi, message: unknown, within: number): Promise<unknown> {
  if (isOrphaned(api)) {
    throw new PortError('orphaned');
  }
  const limit = after(within).then(() => Promise.reject(new PortError('timeout')));
  return Promise.race([api.runtime.sendMessage(message).catch(() => undefined), limit]);
}

function outcomeOf<Name extends Asked>(reply: unknown): Output<Name> {
  const { ok, value, code } = (reply ?? {}) as {
    ok?: unknown;
    value?: Output<Name>;
    code?: unknown;
  };
  if (ok === true) {
    return value as Output<Name>;
  }
  throw new PortError(String(code ?? 'unreachable'));
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** What this page answers; undefined leaves the answer to another frame of the tab. */
export type Answers = {
  readonly [Name in keyof BackgroundToContent]: (
    ...input: Parameters<BackgroundToContent[Name]>
  ) =>
    | ReturnType<BackgroundToContent[Name]>
    | Promise<ReturnType<BackgroundToContent[Name]> | undefined>
    | undefined;
};

export function listenToBackground(api: ExtensionApi, answers: Answers, signal: AbortSignal): void {
  const listener: MessageListener = (message, sender, reply) => {
    const { protocol, name, input } = (message ?? {}) as Readonly<Record<string, unknown>>;
    if (sender.id !== api.runtime.id || protocol !== 'background' || !isAnswered(answers, name)) {
      return undefined;
    }
    const answer = (answers[name] as (input: unknown) => unknown)(input);
    if (answer instanceof Promise) {
      void answer.then(
        (value) => value !== undefined && reply({ ok: true, value }),
        () => reply({ ok: false, code: 'unexpected', message: name }),
      );
      return true;
    }
    if (answer === undefined && name === 'page.describe') {
      return undefined;
    }
    reply({ ok: true, value: answer });
    return undefined;
  };
  api.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => {
    if (!isOrphaned(api)) {
      api.runtime.onMessage.removeListener(listener);
    }
  });
}

function isAnswered(answers: Answers, name: unknown): name is keyof Answers {
  return typeof name === 'string' && Object.hasOwn(answers, name);
}
