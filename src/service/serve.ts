/** Runs the policy service on Node: the app, its store and its ruleset behind one listening port. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { CodedError, codeOf } from '../policy/index.ts';
import { createApp } from './app.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import type { LogEntry } from './log-entry.ts';
import { openRulesetFiles } from './ruleset-files.ts';
import { openStore } from './store/store.ts';

export interface ServeOptions {
  /** Holds the published ruleset and the database. */
  readonly dataDir: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** The service's own version. */
  readonly version: string;
  readonly log: (entry: LogEntry) => void;
  readonly limits?: Partial<Limits>;
  /** Address of the proxy in front, whose `X-Forwarded-For` is believed. */
  readonly trustedProxy?: string | undefined;
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
  const ruleset = await openRulesetFiles({ dir: join(dataDir, 'ruleset'), now });
  const store = await openStore(join(dataDir, 'link-guard.sqlite'));
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const server = serverOf(createApp({ store, ruleset, version, now, log, limits, trustedProxy }));
  try {
    const port = await listen(server, options.port, options.host);
    const host = options.host.includes(':') ? `[${options.host}]` : options.host;
    return {
      address: `http://${host}:${port}`,
      port,
      async close() {
        await closeServer(server);
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
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
