/**
 * Answers look-ups where they come in, without the objects that are made of any other request: they
 * are nearly all requests that there are. Only those that are written as our clients write them, and
 * only with an answer; whatever else there is to say, the app says it.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { ENDPOINTS } from '../wire/index.ts';
import type { AppOptions } from './app-env.ts';
import { answerPrefixesFrom } from './lookup-answers.ts';
import { isLengthOfBatch, readPlainBatch } from './plain-batch.ts';
import type { Quotas } from './quota.ts';

/** What the app says with each look-up besides its quota. */
const HEADERS = Object.entries({
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag,RateLimit,RateLimit-Policy,Retry-After',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Content-Type': 'application/json',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Origin-Agent-Cluster': '?1',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'X-Download-Options': 'noopen',
  'X-Frame-Options': 'SAMEORIGIN',
  'X-Permitted-Cross-Domain-Policies': 'none',
  'X-XSS-Protection': '0',
}).flat();

/** `inApp` answers what is left to it, and finds a body that was read in `rawBody`. */
export function answerPlainLookups(
  options: AppOptions,
  quotas: Quotas,
  inApp: RequestListener,
): RequestListener {
  const { now, log } = options;
  const answerPrefixes = answerPrefixesFrom(options);

  async function answer(
    incoming: IncomingMessage,
    response: ServerResponse,
    { body, startedAt }: { readonly body: Buffer; readonly startedAt: number },
  ): Promise<boolean> {
    const prefixes = readPlainBatch(body);
    const text = prefixes && (await answerPrefixes(prefixes).catch(() => undefined));
    if (text === undefined) return false;
    // Who is refused a token loses none, and is refused it again.
    const { wait, fields } = quotas.take('lookups', { incoming });
    if (wait > 0) return false;
    const length = ['Content-Length', Buffer.byteLength(text)];
    response.writeHead(200, [...HEADERS, ...length, ...Object.entries(fields).flat()]).end(text);
    const milliseconds = Math.round(now() - startedAt);
    log({ event: 'request', method: 'POST', route: ENDPOINTS.lookup, status: 200, milliseconds });
    return true;
  }

  return (incoming, response) => {
    if (!isPlain(incoming)) return inApp(incoming, response);
    const startedAt = now();
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', async () => {
      const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
      if (await answer(incoming, response, { body, startedAt })) return;
      inApp(Object.assign(incoming, { rawBody: body }), response);
    });
  };
}

function isPlain({ method, url, headers }: IncomingMessage): boolean {
  return (
    method === 'POST' &&
    url === ENDPOINTS.lookup &&
    headers['content-type'] === 'application/json' &&
    headers['content-encoding'] === undefined &&
    isLengthOfBatch(Number(headers['content-length']))
  );
}
