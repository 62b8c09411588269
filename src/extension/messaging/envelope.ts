/** What travels between the surfaces: a call of one protocol, and its reply. */
import type { LinkAnswer } from './protocol.ts';

export interface Envelope {
  readonly protocol: 'content' | 'page' | 'background';
  readonly name: string;
  readonly input: unknown;
}

export type Reply<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** What comes back over a port, where several questions can be under way; `ahead` before the reply. */
export type PortReply =
  | { readonly id: number; readonly reply: Reply }
  | { readonly id: number; readonly ahead: LinkAnswer['orders'] };

/** The parameter of a protocol's function; undefined for those that take none. */
export type InputOf<F> = F extends (input: infer I) => unknown
  ? unknown extends I
    ? undefined
    : I
  : never;

export type OutputOf<F> = F extends (...args: never[]) => infer O ? O : never;

export function isReply(value: unknown): value is Reply {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false;
  if (value.ok === true) return true;
  return 'code' in value && typeof value.code === 'string' && 'message' in value;
}

/** The connection broke because the worker was asleep, was just killed, or the tab has none. */
export function isDisconnected(error: unknown): boolean {
  const words = error instanceof Error ? error.message : '';
  return /receiving end does not exist|(port|channel) (is )?closed|asynchronous response/i.test(
    words,
  );
}
