/**
 * The policy service as a function from Request to Response: composition and nothing else. The
 * routes come from the table of operations; one place turns whatever is thrown into an answer.
 */
import { type Handler, Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { cors } from 'hono/cors';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { secureHeaders } from 'hono/secure-headers';
import { PROBLEM_MEDIA_TYPE, PROOF_HEADER } from '../wire/index.ts';
import type { AppContext, AppEnv, AppOptions } from './app-env.ts';
import { logRequests } from './log-requests.ts';
import { butForPages, mountPageHeaders, mountPages } from './mount-pages.ts';
import { type Operation, type OperationName, operationsByName } from './operations.ts';
import { problemOf, Refusal } from './problem.ts';
import { createQuotas, type Quotas } from './quota.ts';
import { answerComplaintCase, takeAppeal } from './routes/complaint-case.ts';
import { answerComplaintStates, takeComplaint } from './routes/complaints.ts';
import { answerEquality } from './routes/equality.ts';
import {
  answerProvider,
  answerProviders,
  answerTransparency,
  figuresIn,
} from './routes/figures.ts';
import { takeFleetReport } from './routes/fleet.ts';
import { answerHealth, answerLive, answerReady } from './routes/health.ts';
import { answerInterfacePage, answerOpenApi } from './routes/interface.ts';
import { answerLookup } from './routes/lookup.ts';
import {
  answerOwnerCases,
  takeOwnerAnswer,
  takeOwnerAppeal,
  takeOwnerClaim,
} from './routes/owners.ts';
import { answerLogFile, answerLogPage } from './routes/public-log.ts';
import { answerPuzzle } from './routes/puzzle.ts';
import {
  answerLog,
  answerManifest,
  answerPart,
  answerRevocation,
  answerRoot,
} from './routes/ruleset.ts';
import { answerStanding } from './routes/standing.ts';
import { answerStatement, answerStatementKeys } from './routes/statements.ts';

export function createApp(options: AppOptions, quotas = createQuotas(options)): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(logRequests(options));
  mountPageHeaders(app);
  app.use(securityHeaders());
  app.use(contentPolicy());
  app.use(butForPages(anyOrigin()));
  mountOperations(app, options, quotas);
  mountPages(app, options, quotas);
  app.notFound((context) => answerProblem(new Refusal('not-found'), context));
  app.onError(answerProblem);
  return app;
}

function handlersOf(options: AppOptions): Readonly<Record<OperationName, Handler<AppEnv>>> {
  const figures = figuresIn(options);
  return {
    health: answerHealth(options),
    live: answerLive(),
    ready: answerReady(options),
    lookup: answerLookup(options),
    manifest: answerManifest(options),
    part: answerPart(options),
    root: answerRoot(options),
    revocation: answerRevocation(options),
    log: answerLog(options),
    fileComplaint: takeComplaint(options),
    complaintStates: answerComplaintStates(options),
    puzzle: answerPuzzle(options),
    complaintCase: answerComplaintCase(options, figures),
    appeal: takeAppeal(options),
    claimDomain: takeOwnerClaim(options),
    ownerCases: answerOwnerCases(options),
    ownerAnswer: takeOwnerAnswer(options),
    ownerAppeal: takeOwnerAppeal(options),
    standing: answerStanding(options),
    statementKeys: answerStatementKeys(options),
    statement: answerStatement(options),
    providers: answerProviders(options),
    provider: answerProvider(options),
    transparency: answerTransparency(figures),
    equality: answerEquality(options),
    logPage: answerLogPage(options),
    logFile: answerLogFile(options),
    fleet: takeFleetReport(options),
    openApi: answerOpenApi(options),
    interfacePage: answerInterfacePage(options),
  };
}

function mountOperations(app: Hono<AppEnv>, options: AppOptions, quotas: Quotas): void {
  const handlers = handlersOf(options);
  const methods = new Map<string, string[]>();
  for (const [name, operation] of operationsByName()) {
    const { method, quota: quotaName, keeping } = operation;
    const route = routeOf(operation.path);
    const before: readonly MiddlewareHandler<AppEnv>[] = [
      ...mannersOf(operation),
      ...(quotaName === undefined ? [] : [quotas.guard(quotaName, keeping)]),
    ];
    app.on(method, [route], ...before, handlers[name]);
    const offered = method === 'GET' ? ['GET', 'HEAD'] : [method];
    methods.set(route, [...(methods.get(route) ?? []), ...offered]);
  }
  for (const [route, offered] of methods) app.all(route, refuseMethod(offered.join(', ')));
}

/** A variable part is matched with the whole segment that it stands in. */
function routeOf(path: string): string {
  return path.replace(/[^/]*\{(\w+)\}[^/]*/g, ':$1');
}

/** What a cache keeps is asked for again by what it is; what hides its size is never compressed. */
function mannersOf({ keeping, isCompressed }: Operation): readonly MiddlewareHandler<AppEnv>[] {
  return [
    ...(isCompressed === true ? [compressed()] : []),
    ...(keeping === 'never' ? [] : [conditional()]),
  ];
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

/** A public API without cookies or credentials: nothing here depends on who asks. */
function anyOrigin() {
  return cors({
    origin: '*',
    allowMethods: ['GET', 'HEAD', 'POST'],
    allowHeaders: ['Content-Type', 'Idempotency-Key', PROOF_HEADER],
    exposeHeaders: ['ETag', 'RateLimit', 'RateLimit-Policy', 'Retry-After'],
    maxAge: 7200,
  });
}

function securityHeaders() {
  return secureHeaders({
    crossOriginResourcePolicy: 'cross-origin',
    // Belongs to whoever puts TLS in front of the service.
    strictTransportSecurity: false,
  });
}

/** Nothing may run or load in an answer, unless it is a page with a policy of its own. */
function contentPolicy(): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    await next();
    if (context.res.headers.has('Content-Security-Policy')) return;
    context.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  };
}

function compressed() {
  return compress({ encoding: 'gzip', contentTypeFilter: /./ });
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
