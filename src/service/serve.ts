/** Runs the policy service on Node: the app, its store and its ruleset behind one listening port. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { CodedError, codeOf } from '../policy/index.ts';
import { createApp } from './app.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { type InternetView, publicInternet } from './owners/internet-view.ts';
import { openPageFiles } from './page-files.ts';
import { openRulesetFiles } from './ruleset-files.ts';
import { followShared, keepInStep } from './shared-ruleset.ts';
import {
  openSingleSignOn,
  SIGN_IN_BACK,
  type SingleSignOn,
  type SingleSignOnOptions,
} from './sign-in/single-sign-on.ts';
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
  readonly log: (line: string) => void;
  readonly limits?: Partial<Limits>;
  /** Address of the proxy in front, whose `X-Forwarded-For` is believed. */
  readonly trustedProxy?: string | undefined;
  /** Folder of the built pages; without it there is the API alone. */
  readonly pagesDir?: string | undefined;
  /** Where people see the service; without it, the address that it listens on. */
  readonly publicAddress?: string | undefined;
  readonly singleSignOn?: SingleSignOnOptions | undefined;
  /** What the proof of a domain sees of the internet; without it, the internet. */
  readonly internet?: InternetView | undefined;
}

export interface RunningService {
  /** Like `http://127.0.0.1:8787`. */
  readonly address: string;
  readonly port: number;
  /** Takes no new requests, finishes those that are there, closes the database. */
  close(): Promise<void>;
}

/** Milliseconds within which a request must have come in whole. */
const REQUEST_TIMEOUT = 10_000;

/** Milliseconds after which a connection on which nothing moves is given up. */
const IDLE_TIMEOUT = 30_000;

/** Milliseconds that requests are given to finish when the service closes. */
const CLOSING_TIMEOUT = 5_000;

/**
 * Serves what is published in the data folder. Throws when nothing is published there or it does
 * not verify, when the database cannot be used (`store-unavailable`, `store-corrupt`), or when the
 * port cannot be had (`cannot-listen`).
 */
export async function serve(options: ServeOptions): Promise<RunningService> {
  const { dataDir, version, log, trustedProxy } = options;
  const now = Date.now;
  const store = await openStore(options.database ?? join(dataDir, 'link-guard.sqlite'));
  const { ruleset, unfollow } = await openRuleset(store, options);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  let port = options.port;
  const publicAddress = () => options.publicAddress ?? `http://localhost:${port}`;
  try {
    const app = createApp({
      ...{ store, ruleset, version, now, log, limits, trustedProxy, publicAddress },
      pages: options.pagesDir === undefined ? undefined : await openPageFiles(options.pagesDir),
      singleSignOn: singleSignOnOf(options, store, publicAddress),
      internet: options.internet ?? publicInternet(),
    });
    const server = serverOf(app);
    port = await listen(server, options.port, options.host);
    const host = options.host.includes(':') ? `[${options.host}]` : options.host;
    return {
      address: `http://${host}:${port}`,
      port,
      async close() {
        await closeServer(server);
        await unfollow();
        await store.close();
      },
    };
  } catch (error) {
    await unfollow();
    await store.close();
    throw error;
  }
}

function singleSignOnOf(
  { singleSignOn }: ServeOptions,
  { accounts }: Store,
  publicAddress: () => string,
): SingleSignOn | undefined {
  if (singleSignOn === undefined) return undefined;
  return openSingleSignOn(singleSignOn, accounts, () => `${publicAddress()}${SIGN_IN_BACK}`);
}

/** With what the nodes share in it, where they share one; it is kept in step from then on. */
async function openRuleset({ shared, close }: Store, { dataDir, log }: ServeOptions) {
  const dir = join(dataDir, 'ruleset');
  const report = (error: unknown): void => log(`not in step: ${codeOf(error) ?? 'failed'}`);
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

function serverOf(app: ReturnType<typeof createApp>): Server {
  const listener = getRequestListener(app.fetch, {
    // The process keeps its own Request and Response.
    overrideGlobalObjects: false,
    // Only a request that is no request gets here; everything else ends in the app.
    errorHandler: () => new Response(null, { status: 400 }),
  });
  const limits = {
    requestTimeout: REQUEST_TIMEOUT,
    headersTimeout: REQUEST_TIMEOUT,
    connectionsCheckingInterval: 2_000,
    keepAliveTimeout: 5_000,
    maxHeaderSize: 16 * 1024,
  };
  const server = createServer(limits, (request, response) => {
    void listener(request, response);
  });
  return server.setTimeout(IDLE_TIMEOUT);
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      const why = codeOf(cause) === 'EADDRINUSE' ? ': in use already' : '';
      const what = `service: cannot listen on port ${port}${why}`;
      reject(new CodedError('cannot-listen', what, { cause }));
    });
    server.listen(port, host, resolve);
  });
  const bound = server.address();
  return isBound(bound) ? bound.port : port;
}

function isBound(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

async function closeServer(server: Server): Promise<void> {
  const giveUp = setTimeout(() => server.closeAllConnections(), CLOSING_TIMEOUT);
  try {
    await new Promise<void>((resolve, reject) => {
      server.close((error) => (error === undefined ? resolve() : reject(error)));
    });
  } finally {
    clearTimeout(giveUp);
  }
}
