/**
 * Fetches one small file from exactly the address that was checked: the name is not resolved a
 * second time, no redirect is followed, and time and bytes are bounded.
 */
import { request } from 'node:https';
import { isIPv6 } from 'node:net';

export interface SmallFile {
  readonly host: string;
  readonly path: string;
  /** The IP address to connect to; the name is only spoken to it. */
  readonly address: string;
  readonly port: number;
  readonly authorities?: string | undefined;
}

const MAX_BYTES = 4096;
const TIMEOUT_MILLISECONDS = 5_000;

/** Undefined for every answer but 200 with a body that is small enough; rejects when there is none. */
export function fetchSmallFile(file: SmallFile): Promise<string | undefined> {
  const { host, path, address, port, authorities } = file;
  return new Promise((resolve, reject) => {
    const outgoing = request({
      ...{ host, path, port, servername: host },
      lookup: (_name, options, done) => {
        const family = isIPv6(address) ? 6 : 4;
        if (options.all) done(null, [{ address, family }]);
        else done(null, address, family);
      },
      agent: false,
      headers: { Accept: 'text/plain', 'User-Agent': 'link-guard-owner-proof' },
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      ...(authorities === undefined ? {} : { ca: authorities }),
    });
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      if (incoming.statusCode !== 200) {
        outgoing.destroy();
        resolve(undefined);
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= MAX_BYTES) {
          chunks.push(chunk);
          return;
        }
        outgoing.destroy();
        resolve(undefined);
      });
      incoming.on('error', reject);
      incoming.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    });
    outgoing.end();
  });
}
