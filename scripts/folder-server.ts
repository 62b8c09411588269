/** A static file server on loopback: one folder, nothing outside it, strict headers. */
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';

export interface RunningServer {
  readonly port: number;
  /** Without a trailing slash. */
  readonly address: string;
  close(): Promise<void>;
}

export interface FolderServerOptions {
  readonly folder: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Further folders by path prefix, like `/dist/`. */
  readonly mounts?: Readonly<Record<string, string>>;
  /** Sent with every answer, over the defaults. */
  readonly headers?: Readonly<Record<string, string>>;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mp3': 'audio/mpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

export const STRICT_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Rejects with the cause when the port is taken or the folder is missing. */
export async function serveFolder(options: FolderServerOptions): Promise<RunningServer> {
  const folders: [string, string][] = [];
  for (const [prefix, folder] of Object.entries({ ...options.mounts, '/': options.folder })) {
    folders.push([prefix, await realpath(folder)]);
  }
  const headers = options.headers ?? STRICT_HEADERS;
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    answer(folders, request, response).catch(() => refuse(response, 500));
  });
  return listen(server, options.port);
}

/** Starts a server on loopback. */
export async function listen(server: Server, port: number): Promise<RunningServer> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port was given');
  return {
    port: address.port,
    address: `http://localhost:${address.port}`,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

type Folders = readonly (readonly [prefix: string, root: string])[];

async function answer(folders: Folders, request: IncomingMessage, response: ServerResponse) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
  const file = await fileFor(folders, request.url ?? '/');
  if (file === undefined) return refuse(response, 404);
  response.setHeader('Content-Type', MEDIA_TYPES[extname(file.path)] ?? 'application/octet-stream');
  response.setHeader('Content-Length', file.size);
  if (request.method === 'HEAD') return response.end();
  createReadStream(file.path)
    .on('error', () => response.destroy())
    .pipe(response);
}

/** Undefined for what is not a file below its root, links that lead out of it included. */
async function fileFor(folders: Folders, address: string) {
  try {
    const path = decodeURIComponent(address.split(/[?#]/, 1)[0] ?? '/');
    if (path.includes('\0')) return undefined;
    const [prefix, root] = folders.find(([start]) => path.startsWith(start)) ?? [];
    if (prefix === undefined || root === undefined) return undefined;
    const below = path.slice(prefix.length);
    const wanted = join(root, below === '' || below.endsWith('/') ? `${below}index.html` : below);
    const real = await realpath(wanted);
    if (!real.startsWith(root + sep)) return undefined;
    const found = await stat(real);
    return found.isFile() ? { path: real, size: found.size } : undefined;
  } catch {
    // Missing, unreadable or not percent-decodable: all are "there is no such file".
    return undefined;
  }
}

function refuse(response: ServerResponse, status: number) {
  if (response.headersSent) return response.destroy();
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${status}\n`);
}
