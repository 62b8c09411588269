/** What people see, portal and desk, and below them what only the desk may ask. */
import type { Hono, MiddlewareHandler } from 'hono';
import type { AppEnv, AppOptions } from './app-env.ts';
import { createDesk } from './desk/desk.ts';
import { Refusal } from './problem.ts';
import { answerAsset, answerDocument, pageHeaders } from './routes/pages.ts';

const PATHS = ['/', '/assets/*', '/desk', '/desk/*'] as const;

/** Before all other middleware, so that it has the last word on its own paths. */
export function mountPageHeaders(app: Hono<AppEnv>): void {
  for (const path of PATHS) app.use(path, pageHeaders());
}

export function mountPages(app: Hono<AppEnv>, options: AppOptions): void {
  const { pages } = options;
  if (pages === undefined) return;
  app.get('/', answerDocument(pages, 'portal')).all(refuseMethod);
  app.get('/assets/:name', answerAsset(pages)).all(refuseMethod);
  app.get('/desk', answerDocument(pages, 'desk')).all(refuseMethod);
  app.route('/desk', createDesk(options));
}

/** For what is not a page's business: a page is for its own origin alone. */
export function butForPages(middleware: MiddlewareHandler<AppEnv>): MiddlewareHandler<AppEnv> {
  return (context, next) =>
    /^\/(?:$|assets\/|desk(?:\/|$))/.test(context.req.path) ? next() : middleware(context, next);
}

function refuseMethod(): never {
  throw new Refusal('method-not-allowed', { headers: { Allow: 'GET, HEAD' } });
}
