/**
 * Lets a change through only when a page of our own asks for it. Browsers say where a request
 * comes from; whoever says nothing is refused, for the desk has no other clients than its page.
 */
import type { MiddlewareHandler } from 'hono';
import { Refusal } from '../problem.ts';

const HARMLESS = new Set(['GET', 'HEAD', 'OPTIONS']);

export function sameOrigin(): MiddlewareHandler {
  return async (context, next) => {
    const { method, url } = context.req;
    if (!HARMLESS.has(method) && !isOwn((name) => context.req.header(name), url)) {
      throw new Refusal('forbidden', { detail: 'only the desk itself may ask this' });
    }
    await next();
  };
}

/** Behind a proxy the scheme may differ, the host does not. */
function isOwn(header: (name: string) => string | undefined, url: string): boolean {
  const site = header('Sec-Fetch-Site');
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = header('Origin');
  if (origin === undefined) return site === 'same-origin';
  return URL.parse(origin)?.host === (header('Host') ?? new URL(url).host);
}
