/**
 * The policy service as a function from Request to Response: composition and nothing else. One
 * place turns whatever is thrown into an answer.
 */
import { Hono, type MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { secureHeaders } from 'hono/secure-headers';
import { ENDPOINTS, PROBLEM_MEDIA_TYPE, PROOF_HEADER } from '../wire/index.ts';
import type { AppContext, AppEnv, AppOptions } from './app-env.ts';
import { createDesk } from './desk/desk.ts';
import { logRequests } from './log-requests.ts';
import { problemOf, Refusal } from './problem.ts';
import { quota } from './quota.ts';
import { answerComplaintCase, takeAppeal } from './routes/complaint-case.ts';
import { answerComplaintStates, takeComplaint } from './routes/complaints.ts';
import { answerHealth } from './routes/health.ts';
import { answerLookup } from './routes/lookup.ts';
import {
  answerOwnerCases,
  takeOwnerAnswer,
  takeOwnerAppeal,
  takeOwnerClaim,
} from './routes/owners.ts';
import { answerAsset, answerDocument, pageHeaders } from './routes/pages.ts';
import { answerLogFile, answerLogPage } from './routes/public-log.ts';
import { answerPuzzle } from './routes/puzzle.ts';
import {
  answerLog,
  answerManifest,
  answerPart,
  answerRevocation,
  answerRoot,
} from './routes/ruleset.ts';

const PAGES = ['/', '/assets/*', '/desk', '/desk/*'] as const;

export function createApp(options: AppOptions): Hono<AppEnv> {
  const { limits } = options;
  const lookups = quota(limits.lookups, options);
  const complaints = quota(limits.complaints, options);
  const parts = quota(limits.parts, options);
  const documents = quota(limits.documents, options);
  const app = new Hono<AppEnv>();

  app.use(logRequests(options));
  // Outermost, so that it has the last word on its own paths.
  for (const path of PAGES) app.use(path, pageHeaders());
  app.use(securityHeaders());
  app.use(butForPages(anyOrigin()));
  app.use(ENDPOINTS.rulesetManifest, conditional());
  app.use(`${ENDPOINTS.rulesetParts}/*`, conditional());
  app.use(`${ENDPOINTS.rulesetRoots}/*`, conditional());
  app.use(ENDPOINTS.rulesetRevocation, conditional());
  app.use(ENDPOINTS.rulesetLog, conditional());

  app.get(ENDPOINTS.health, answerHealth(options)).all(refuseMethod('GET, HEAD'));
  app.get(ENDPOINTS.rulesetManifest, answerManifest(options)).all(refuseMethod('GET, HEAD'));
  app
    .get(`${ENDPOINTS.rulesetParts}/:sha256`, parts, answerPart(options))
    .all(refuseMethod('GET, HEAD'));
  app
    .get(`${ENDPOINTS.rulesetRoots}/:name`, documents, answerRoot(options))
    .all(refuseMethod('GET, HEAD'));
  app
    .get(ENDPOINTS.rulesetRevocation, documents, answerRevocation(options))
    .all(refuseMethod('GET, HEAD'));
  app.get(ENDPOINTS.rulesetLog, parts, answerLog(options)).all(refuseMethod('GET, HEAD'));
  app.post(ENDPOINTS.lookup, lookups, answerLookup(options)).all(refuseMethod('POST'));
  app.get(ENDPOINTS.puzzle, lookups, answerPuzzle(options)).all(refuseMethod('GET, HEAD'));
  app.post(ENDPOINTS.complaints, complaints, takeComplaint(options)).all(refuseMethod('POST'));
  app.post(ENDPOINTS.ownerClaims, complaints, takeOwnerClaim(options)).all(refuseMethod('POST'));
  app.post(ENDPOINTS.ownerCases, complaints, answerOwnerCases(options)).all(refuseMethod('POST'));
  app.post(ENDPOINTS.ownerAnswers, complaints, takeOwnerAnswer(options)).all(refuseMethod('POST'));
  app.post(ENDPOINTS.ownerAppeals, complaints, takeOwnerAppeal(options)).all(refuseMethod('POST'));
  app.get(ENDPOINTS.log, documents, answerLogPage(options)).all(refuseMethod('GET, HEAD'));
  app.get(ENDPOINTS.logFile, parts, answerLogFile(options)).all(refuseMethod('GET, HEAD'));
  app
    .post(ENDPOINTS.complaintCase, lookups, answerComplaintCase(options))
    .all(refuseMethod('POST'));
  app.post(ENDPOINTS.appeals, complaints, takeAppeal(options)).all(refuseMethod('POST'));
  app
    .post(ENDPOINTS.complaintStates, lookups, answerComplaintStates(options))
    .all(refuseMethod('POST'));

  addPages(app, options);

  app.notFound((context) => answerProblem(new Refusal('not-found'), context));
  app.onError(answerProblem);
  return app;
}

/** What people see: portal and desk, and below them what only the desk may ask. */
function addPages(app: Hono<AppEnv>, options: AppOptions): void {
  const { pages } = options;
  if (pages === undefined) return;
  app.get('/', answerDocument(pages, 'portal')).all(refuseMethod('GET, HEAD'));
  app.get('/assets/:name', answerAsset(pages)).all(refuseMethod('GET, HEAD'));
  app.get('/desk', answerDocument(pages, 'desk')).all(refuseMethod('GET, HEAD'));
  app.route('/desk', createDesk(options));
}

function answerProblem(error: unknown, context: AppContext): Response {
  const { problem, headers } = problemOf(error);
  return context.body(JSON.stringify(problem), problem.status, {
    'Content-Type': PROBLEM_MEDIA_TYPE,
    'Cache-Control': 'no-store',
    ...headers,
  });
}

function refuseMethod(allowed: string) {
  return (): never => {
    throw new Refusal('method-not-allowed', { headers: { Allow: `${allowed}, OPTIONS` } });
  };
}

/** A page is for its own origin alone. */
function butForPages(middleware: MiddlewareHandler<AppEnv>): MiddlewareHandler<AppEnv> {
  return (context, next) =>
    /^\/(?:$|assets\/|desk(?:\/|$))/.test(context.req.path) ? next() : middleware(context, next);
}

/** A public API without cookies or credentials: nothing here depends on who asks. */
function anyOrigin() {
  return cors({
    origin: '*',
    allowMethods: ['GET', 'HEAD', 'POST'],
    allowHeaders: ['Content-Type', 'Idempotency-Key', PROOF_HEADER],
    exposeHeaders: ['ETag', 'Retry-After'],
    maxAge: 7200,
  });
}

function securityHeaders() {
  return secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    crossOriginResourcePolicy: 'cross-origin',
    // Belongs to whoever puts TLS in front of the service.
    strictTransportSecurity: false,
  });
}

/** Answers 304 to whoever has it already; other origins must be able to read that answer too. */
function conditional() {
  return etag({
    retainedHeaders: [
      ...RETAINED_304_HEADERS,
      'access-control-allow-origin',
      'access-control-expose-headers',
    ],
  });
}
