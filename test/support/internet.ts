/**
 * "The internet" of the browser tests: a forward proxy on loopback behind which every host there
 * is resolves to one small server. It records every connection and every request, so that a test
 * can say that a host was never contacted; and nothing ever leaves the machine.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { type Certificate, makeCertificate } from './certificate.ts';

/** One try to reach a host: a tunnel that was opened, or a plain request to the proxy. */
export interface Contact {
  readonly host: string;
  readonly port: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface RecordedRequest {
  readonly host: string;
  readonly method: string;
  /** The whole address, scheme and query included. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly at: number;
}

export interface Page {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** `body` reads what came with the request. */
export type Answer = (
  request: RecordedRequest,
  body: () => Promise<Buffer<ArrayBuffer>>,
) => Page | Promise<Page>;

export interface Internet {
  /** Port of the proxy on 127.0.0.1. */
  readonly port: number;
  /** The same for a browser without a proxy that takes every name for 127.0.0.1: TLS alone. */
  readonly directPort: number;
  readonly certificate: Certificate;
  /** Every contact with a host since the last `clear`, requests included. */
  contacts(host: string): readonly Contact[];
  requests(host: string): readonly RecordedRequest[];
  /** Every host that was contacted since the last `clear`. */
  hosts(): readonly string[];
  clear(): void;
  /** What a host answers, in the place of the page that names it. */
  answer(host: string, page: Answer): void;
  close(): Promise<void>;
}

export async function startInternet(): Promise<Internet> {
  const certificate = await makeCertificate();
  const pages = new Map<string, Answer>();
  const sockets = new Set<Socket>();
  let contacts: Contact[] = [];
  let requests: RecordedRequest[] = [];

  async function serve(
    scheme: 'http' | 'https',
    request: IncomingMessage,
    response: ServerResponse,
  ) {
    const recorded = record(scheme, request);
    requests.push(recorded);
    const told = await pages.get(recorded.host)?.(recorded, async () =>
      Buffer.concat(await request.toArray()),
    );
    const page = told ?? pageNaming(recorded.host);
    response.writeHead(page.status ?? 200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      ...page.headers,
    });
    response.end(page.body ?? '');
  }

  const secure = createTlsServer(
    certificate,
    (request, response) => void serve('https', request, response),
  );
  // What a handshake asks for is a contact, whether a request follows it or not.
  const direct = createTlsServer(
    {
      ...certificate,
      SNICallback(host, done) {
        contacts.push({ host, port: 443, at: Date.now() });
        done(null);
      },
    },
    (request, response) => void serve('https', request, response),
  );
  // Inside a tunnel that is not TLS (a plain ws: address): the same pages.
  const plain = createServer((request, response) => void serve('http', request, response));
  const proxy = createServer((request, response) => {
    const { host, port } = addressOf(request.url ?? '', 80);
    contacts.push({ host, port, at: Date.now() });
    void serve('http', request, response);
  });
  proxy.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const { host, port } = addressOf(`tunnel://${request.url}`, 443);
    contacts.push({ host, port, at: Date.now() });
    tunnel(socket, head, portOf(port === 80 ? plain : secure), sockets);
  });
  const servers = [secure, direct, plain, proxy];
  for (const server of servers) await start(server, sockets);

  return {
    port: portOf(proxy),
    directPort: portOf(direct),
    certificate,
    contacts: (host) => contacts.filter((contact) => contact.host === asciiOf(host)),
    requests: (host) => requests.filter((request) => request.host === asciiOf(host)),
    hosts: () => [...new Set(contacts.map((contact) => contact.host))],
    clear() {
      contacts = [];
      requests = [];
    },
    answer: (host, page) => void pages.set(asciiOf(host), page),
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(
        servers.map((server) => new Promise((resolve) => server.close(() => resolve(undefined)))),
      );
    },
  };
}

async function start(server: Server, sockets: Set<Socket>) {
  server.on('connection', (socket: Socket) => keep(socket, sockets));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

function keep(socket: Socket, sockets: Set<Socket>) {
  sockets.add(socket);
  // A browser that goes away in the middle is ordinary here.
  socket.on('error', () => socket.destroy());
  socket.on('close', () => sockets.delete(socket));
}

function tunnel(socket: Socket, head: Buffer, port: number, sockets: Set<Socket>) {
  const inner = connect(port, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    inner.write(head);
    inner.pipe(socket).pipe(inner);
  });
  keep(inner, sockets);
  socket.on('close', () => inner.destroy());
  inner.on('close', () => socket.destroy());
}

function record(scheme: 'http' | 'https', request: IncomingMessage): RecordedRequest {
  // A request to the proxy names the whole address, one inside a tunnel only the path.
  const url = new URL(request.url ?? '/', `${scheme}://${request.headers.host ?? 'nobody.test'}/`);
  return {
    host: url.hostname,
    method: request.method ?? '',
    url: url.href,
    headers: request.headers,
    at: Date.now(),
  };
}

function addressOf(address: string, defaultPort: number) {
  const { hostname, port } = new URL(address);
  return { host: hostname, port: port === '' ? defaultPort : Number(port) };
}

function asciiOf(host: string): string {
  return new URL(`http://${host}/`).hostname;
}

function pageNaming(host: string): Page {
  return {
    body: `<!doctype html><meta charset="utf-8"><title>${host}</title><link rel="icon" href="data:,"><h1>${host}</h1>`,
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
