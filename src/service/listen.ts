/** A listening port of our own, and the end of it. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CodedError, codeOf } from '../policy/index.ts';

/** Gives the port that was taken; throws `cannot-listen`. */
export async function listen(server: Server, port: number, host: string): Promise<number> {
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

/** Like `http://127.0.0.1:8787`. */
export function addressOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Takes no new connection, and lets requests that are there finish in `patience` milliseconds. */
export async function closeServer(server: Server, patience: number): Promise<void> {
  const giveUp = setTimeout(() => server.closeAllConnections(), patience);
  // A connection whose last request was just answered is kept for another one that will not come.
  const tidy = setInterval(() => server.closeIdleConnections(), 50);
  try {
    await new Promise<void>((resolve, reject) => {
      server.close((error) => (error === undefined ? resolve() : reject(error)));
    });
  } finally {
    clearTimeout(giveUp);
    clearInterval(tidy);
  }
}

function isBound(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
