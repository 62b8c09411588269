/**
 * One line a request: method, route pattern, status, milliseconds. Never an address, a prefix, a
 * comment, a receipt or who asked; of a failure of our own, its code.
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
    const parts = [context.req.method, routeOf(routePath(context, -1)), status];
    const failure = status >= 500 ? failureOf(context.error) : [];
    log([...parts, `${Math.round(now() - startedAt)}ms`, ...failure].join(' '));
  };
}

/** Middleware matches everything: where nothing else did, the address stays unsaid. */
function routeOf(pattern: string): string {
  return pattern.includes('*') ? '-' : pattern;
}

function failureOf(error: Error | undefined): string[] {
  return error === undefined ? [] : [codeOf(error) ?? error.name];
}
