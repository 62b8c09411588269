/** What people see, portal and desk, and below them what only the desk may ask. */
import type { Hono, MiddlewareHandler } from 'hono';
import type { AppEnv, AppOptions } from './app-env.ts';
import { createDesk } from './desk/desk.ts';
import { createPlain } from './plain/plain.ts';
import { Refusal } from './problem.ts';
import type { Quotas } from './quota.ts';
import { answerAsset, answerDocument, pageHeaders, plainHeaders } from './routes/pages.ts';

const PATHS = ['/', '/assets/*', '/desk', '/desk/*'] as const;

/** Before all other middleware, so that it has the last word on its own paths. */
export function mountPageHeaders(app: Hono<AppEnv>): void {
  for (const path of PATHS) app.use(path, pageHeaders());
  for (const path of ['/plain', '/plain/*']) app.use(path, plainHeaders());
}

export function mountPages(app: Hono<AppEnv>, options: AppOptions, quotas: Quotas): void {
  const { pages } = options;
  if (pages === undefined) return;
  app.get('/', answerDocument(pages, 'portal')).all(refuseMethod);
  app.get('/assets/:name', answerAsset(pages)).all(refuseMethod);
  app.get('/desk', answerDocument(pages, 'desk')).all(refuseMethod);
  app.route('/desk', createDesk(options));
  app.route('/plain', createPlain(options, quotas));
}

/** For what is not a page's business: a page is for its own origin alone. */
export function butForPages(middleware: MiddlewareHandler<AppEnv>): MiddlewareHandler<AppEnv> {
  return (context, next) =>
    /^\/(?:$|assets\/|(?:desk|plain)(?:\/|$))/.test(context.req.path)
      ? next()
      : middleware(context, next);
}

function refuseMethod(): never {
  throw new Refusal('method-not-allowed', { headers: { Allow: 'GET, HEAD' } });
}
