/** Runs the policy service on Node: the app, its store and its ruleset behind one listening port. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { CodedError, codeOf } from '../policy/index.ts';
import type { PublishingState } from '../wire/index.ts';
import { createApp } from './app.ts';
import type { AppOptions } from './app-env.ts';
import { hasNewDecisions } from './decided.ts';
import { createFigures } from './figures.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { addressOf, closeServer, listen } from './listen.ts';
import type { LogEntry } from './log-entry.ts';
import { type InternetView, publicInternet } from './owners/internet-view.ts';
import { openPageFiles } from './page-files.ts';
import { answerPlainLookups } from './plain-lookups.ts';
import { readStatementKey } from './publish/index.ts';
import { createQuotas } from './quota.ts';
import { parseProxies } from './remote-address.ts';
import { openRulesetFiles } from './ruleset-files.ts';
import { type FiguresOptions, type ServedFigures, serveFigures } from './serve-figures.ts';
import { followShared, keepInStep } from './shared-ruleset.ts';
import {
  openSingleSignOn,
  SIGN_IN_BACK,
  type SingleSignOn,
  type SingleSignOnOptions,
} from './sign-in/single-sign-on.ts';
import type { PublishOrder } from './store/publish-orders.ts';
import { openStore, type Store } from './store/store.ts';

export interface ServeOptions {
  /** Holds the published ruleset and, where `database` names no other, the database. */
  readonly dataDir: string;
  /** URL of a PostgreSQL database, or path of an SQLite file. */
  readonly database?: string | undefined;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** The service's own version. */
  readonly version: string;
  readonly log: (entry: LogEntry) => void;
  readonly limits?: Partial<Limits>;
  /** Addresses or ranges of the proxies in front, whose `X-Forwarded-For` is believed. */
  readonly trustedProxy?: string | undefined;
  /** In which those proxies name a reporter; see docs/operate.md. Throws `bad-option` without them. */
  readonly reporterHeader?: string | undefined;
  /** Folder of the built pages; without it there is the API alone. */
  readonly pagesDir?: string | undefined;
  /** Where people see the service; without it, the address that it listens on. */
  readonly publicAddress?: string | undefined;
  readonly singleSignOn?: SingleSignOnOptions | undefined;
  /** What the proof of a domain sees of the internet; without it, the internet. */
  readonly internet?: InternetView | undefined;
  /** Whether counts of an organisation's browsers are taken: not unless it is said. */
  readonly takesFleet?: boolean | undefined;
  /** Where the figures are to be had; nowhere when absent. */
  readonly figures?: FiguresOptions | undefined;
  readonly timeouts?: Partial<Timeouts>;
}

/** Every method throws `store-unavailable`. */
export interface Publishing {
  keep(state: PublishingState): Promise<void>;
  /** The oldest first. */
  waiting(): Promise<readonly PublishOrder[]>;
  /** `done`, or the code of what was wrong. */
  settle(id: string, outcome: string): Promise<void>;
}

/** All in milliseconds. */
export interface Timeouts {
  /** Within which a request must have come in whole. */
  readonly request: number;
  /** After which a connection on which nothing moves is given up. */
  readonly idle: number;
  /** That requests are given to finish when the service closes. */
  readonly closing: number;
}

export interface RunningService {
  /** Like `http://127.0.0.1:8787`. */
  readonly address: string;
  readonly port: number;
  /** Like `http://127.0.0.1:9464`; undefined where the figures are nowhere. */
  readonly figuresAddress: string | undefined;
  /** Says at `/ready` from now on that the end is near, and goes on answering. */
  drain(): void;
  /** Counts what is said elsewhere, such as of publishing. */
  observe(entry: LogEntry): void;
  /** Whether people decided something that no ruleset holds yet. Throws `store-unavailable`. */
  hasNewDecisions(): Promise<boolean>;
  /** What the desk is to know of publishing, and what people order there. */
  readonly publishing: Publishing;
  /** Takes no new requests, finishes those that are there, closes the database. */
  close(): Promise<void>;
}

const TIMEOUTS: Timeouts = { request: 10_000, idle: 30_000, closing: 5_000 };

/** More at once are turned away: files and database need descriptors too. */
const MAX_CONNECTIONS = 10_000;

/**
 * Serves what is published in the data folder. Throws when nothing is published there or it does
 * not verify, when the database cannot be used (`store-unavailable`, `store-corrupt`), when the
 * port cannot be had (`cannot-listen`), when the proxies are no addresses (`bad-option`), or when
 * the key for statements is none (`bad-key`).
 */
export async function serve(options: ServeOptions): Promise<RunningService> {
  const { dataDir, version, trustedProxy, reporterHeader, host } = options;
  checkProxies(options);
  const now = Date.now;
  const store = await openStore(options.database ?? join(dataDir, 'link-guard.sqlite'));
  const { ruleset, unfollow } = await openRuleset(store, options);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  let isEnding = false;
  const isDraining = () => isEnding;
  const figures = options.figures && createFigures({ ruleset, store });
  const log = (entry: LogEntry): void => {
    figures?.observe(entry);
    options.log(entry);
  };
  let port = options.port;
  const publicAddress = () => options.publicAddress ?? `http://localhost:${port}`;
  const appOptions: AppOptions = {
    ...{ store, ruleset, version, now, log, limits, trustedProxy, reporterHeader, isDraining },
    publicAddress,
    takesFleet: options.takesFleet,
    pages: options.pagesDir === undefined ? undefined : await openPageFiles(options.pagesDir),
    singleSignOn: singleSignOnOf(options, store, publicAddress),
    internet: options.internet ?? publicInternet(),
    statementKey: await readStatementKey(dataDir),
  };
  const server = serverOf(listenerOf(appOptions), timeouts);
  let closing: Promise<void> | undefined;
  const end = async (served: ServedFigures | undefined): Promise<void> => {
    await closeServer(server, timeouts.closing);
    await served?.close();
    await unfollow();
    await store.close();
  };
  try {
    port = await listen(server, options.port, host);
    const served = figures && options.figures && (await serveFigures(figures, options.figures));
    return {
      address: addressOf(host, port),
      port,
      figuresAddress: served?.address,
      drain() {
        isEnding = true;
      },
      observe: (entry) => figures?.observe(entry),
      hasNewDecisions: () => hasNewDecisions(store),
      publishing: publishingOf(store),
      close() {
        isEnding = true;
        closing ??= end(served);
        return closing;
      },
    };
  } catch (error) {
    server.close();
    await unfollow();
    await store.close();
    throw error;
  }
}

function publishingOf({ documents, publishOrders }: Store): Publishing {
  return {
    keep: (state) => documents.keep('publishing', state),
    waiting: publishOrders.waiting,
    settle: (id, outcome) => publishOrders.settle(id, new Date().toISOString(), outcome),
  };
}

/** Throws `bad-option`. */
function checkProxies({ trustedProxy, reporterHeader }: ServeOptions): void {
  if (trustedProxy !== undefined) parseProxies(trustedProxy);
  if (reporterHeader === undefined) return;
  if (trustedProxy === undefined) {
    throw new CodedError('bad-option', 'reporter header: whose? no proxy is trusted');
  }
  if (!/^[A-Za-z][\w-]{0,99}$/.test(reporterHeader)) {
    throw new CodedError('bad-option', 'reporter header: expected the name of a header field');
  }
}

/** With what the nodes share in it, where they share one; it is kept in step from then on. */
async function openRuleset({ shared, close }: Store, { dataDir, log }: ServeOptions) {
  const dir = join(dataDir, 'ruleset');
  const report = (error: unknown): void =>
    log({ event: 'not-in-step', code: codeOf(error) ?? 'failed' });
  try {
    if (shared !== undefined) await keepInStep(shared, dir);
    const ruleset = await openRulesetFiles({ dir, now: Date.now });
    const unfollow = shared === undefined ? nothing : followShared(shared, dir, report);
    return { ruleset, unfollow };
  } catch (error) {
    await close();
    throw error;
  }
}

async function nothing(): Promise<void> {
  // Nobody to follow.
}

function singleSignOnOf(
  { singleSignOn }: ServeOptions,
  { accounts }: Store,
  publicAddress: () => string,
): SingleSignOn | undefined {
  if (singleSignOn === undefined) return undefined;
  return openSingleSignOn(singleSignOn, accounts, () => `${publicAddress()}${SIGN_IN_BACK}`);
}

/** Both ways of answering count for one asker together. */
function listenerOf(options: AppOptions): RequestListener {
  const quotas = createQuotas(options);
  const inApp = getRequestListener(createApp(options, quotas).fetch, {
    // The process keeps its own Request and Response.
    overrideGlobalObjects: false,
    // Only a request that is no request gets here; everything else ends in the app.
    errorHandler: () => new Response(null, { status: 400 }),
  });
  return answerPlainLookups(options, quotas, (incoming, response) => {
    void inApp(incoming, response);
  });
}

function serverOf(listener: RequestListener, { request, idle }: Timeouts): Server {
  const limits = {
    requestTimeout: request,
    headersTimeout: request,
    connectionsCheckingInterval: Math.min(2_000, request),
    keepAliveTimeout: 5_000,
    maxHeaderSize: 16 * 1024,
  };
  const server = createServer(limits, listener);
  server.maxConnections = MAX_CONNECTIONS;
  return server.setTimeout(idle);
}
