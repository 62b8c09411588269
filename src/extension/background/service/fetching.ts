/**
 * Every request of the extension goes out through here: to the policy service only, without
 * cookies, referrer or cache, never redirected, bounded in time and size. The host permission for
 * the service makes it our own origin; in any other mode Firefox sends the extension's address
 * along, which is another one in each installation. Only a service that an administrator named is
 * asked in that mode, where the browser grants no access to its host.
 */
import browser from 'webextension-polyfill';
import { CodedError } from '../../../policy/index.ts';
import { nextService, type Service, serviceInForce } from '../../storage/service.ts';
import { parseRetryAfter } from './back-off.ts';

/** Milliseconds to the head of an answer: after 30 s without one the browser ends the worker. */
const HEAD_TIME_LIMIT = 20_000;

export interface FetchOptions {
  /** Below the service's address. */
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds until the whole answer must be there. */
  readonly timeLimit: number;
  /** Bytes. */
  readonly sizeLimit: number;
}

export interface Fetched {
  readonly status: number;
  /** Without parameters, lower case. */
  readonly mediaType: string;
  /** Milliseconds, as the service asked for. */
  readonly retryAfter: number | undefined;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

let session = new AbortController();

/** Those under way fail as 'service-changed'. */
export function endRequests(): void {
  session.abort();
  session = new AbortController();
}

/** Throws 'unreachable', 'too-large' or 'service-changed'. Any status is an answer. */
export async function fetchFromService(options: FetchOptions): Promise<Fetched> {
  const { path, method = 'GET', headers = {}, body, timeLimit, sizeLimit } = options;
  const { signal: changed } = session;
  const { address, mode: access } = await placeOfService(path);
  const ending = new AbortController();
  const end = () => ending.abort();
  const late = setTimeout(end, timeLimit);
  const headless = setTimeout(end, HEAD_TIME_LIMIT);
  try {
    const response = await fetch(`${address}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      mode: access,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.any([ending.signal, changed]),
    });
    clearTimeout(headless);
    return {
      status: response.status,
      mediaType: (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '',
      retryAfter: parseRetryAfter(response.headers.get('retry-after'), Date.now()),
      bytes: await readUpTo(sizeLimit, response),
    };
  } catch (error) {
    if (error instanceof CodedError) throw error;
    if (changed.aborted) throw new CodedError('service-changed', `service: ${path}: given up`);
    throw new CodedError('unreachable', `service: ${path}: no answer`, { cause: error });
  } finally {
    clearTimeout(late);
    clearTimeout(headless);
  }
}

async function placeOfService(
  path: string,
): Promise<{ readonly address: string; readonly mode: RequestMode }> {
  if ((await nextService()) !== undefined) {
    throw new CodedError('service-changed', `service: ${path}: another one is to come`);
  }
  const service = await serviceInForce();
  const { address } = service;
  if (address === undefined) {
    throw new CodedError('unreachable', `service: ${path}: the one that was set cannot be read`);
  }
  return { address, mode: await modeFor(service, new URL(address)) };
}

async function modeFor(
  { isManaged }: Service,
  { protocol, hostname }: URL,
): Promise<'same-origin' | 'cors'> {
  if (!isManaged) return 'same-origin';
  const origins = [`${protocol}//${hostname}/*`];
  const hasAccess = await browser.permissions.contains({ origins }).catch(() => false);
  return hasAccess ? 'same-origin' : 'cors';
}

/** Counts what arrives, because a length can be left out or lie. */
export async function readUpTo(
  limit: number,
  response: Pick<Response, 'body'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    length += part.value.length;
    if (length > limit) {
      await reader?.cancel();
      throw new CodedError('too-large', `service: answer of more than ${limit} bytes`);
    }
    chunks.push(part.value);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** Undefined for anything but JSON that says it is. */
export function jsonOf({ mediaType, bytes }: Pick<Fetched, 'mediaType' | 'bytes'>): unknown {
  if (!/^application\/([a-z0-9.-]+\+)?json$/.test(mediaType)) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Truncated or not JSON at all: no different from an answer of another type.
    return undefined;
  }
}
