/** Ports on this machine. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/**
 * Below those that systems give to whoever connects: what is free here stays so, also while nobody
 * listens on it for a time.
 */
const KEPT = { first: 10_240, last: 32_767 };

/** The wanted port when it can be listened on, else any free one. */
export async function freePort(wanted?: number): Promise<number> {
  for (let port = wanted ?? anyPort(); ; port = anyPort()) {
    if (await isFree(port)) return port;
  }
}

function anyPort(): number {
  return randomInt(KEPT.first, KEPT.last + 1);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, LOOPBACK, () => server.close(() => resolve(true)));
  });
}
