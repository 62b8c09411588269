/**
 * One entry a request: method, route, status, milliseconds. Never an address, a prefix, a comment,
 * a receipt or who asked; of a failure of our own, its code.
 */
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { codeOf } from '../policy/index.ts';
import type { AppEnv, AppOptions } from './app-env.ts';

export function logRequests({ log, now }: AppOptions): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    const startedAt = now();
    await next();
    const { status } = context.res;
    log({
      event: 'request',
      // Whatever else it says was chosen by the asker.
      method: METHODS.has(context.req.method) ? context.req.method : '-',
      route: routeOf(routePath(context, -1)),
      status,
      milliseconds: Math.round(now() - startedAt),
      ...(status >= 500 ? failureOf(context.error) : {}),
    });
  };
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Middleware matches everything: where nothing else did, the address stays unsaid. */
function routeOf(pattern: string): string {
  return pattern.includes('*') ? '-' : pattern;
}

function failureOf(error: Error | undefined): { code?: string } {
  return error === undefined ? {} : { code: codeOf(error) ?? error.name };
}
