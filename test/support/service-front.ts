/**
 * Stands before the policy service where the extension expects it, passes everything on, keeps
 * what was sent, and misbehaves when it is told to.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export const FRONT_MODES = ['up', 'down', 'slow', 'html', 'truncated', 'wrong-type'] as const;

/**
 * `down` refuses connections; `slow` answers rightly after 3 s; `html` says 200 with a web page;
 * `truncated` gives the first half of the right body; `wrong-type` gives JSON whose members have
 * the wrong types.
 */
export type FrontMode = (typeof FRONT_MODES)[number];

export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface ServiceFront {
  readonly address: string;
  setMode(mode: FrontMode): Promise<void>;
  /** Answers this, as JSON, at this path in the place of the service; undefined for the truth again. */
  say(path: string, body: string | Uint8Array | undefined): void;
  /** Requests since the last `clear`, preflights included, to paths that begin so. */
  requests(path?: string): readonly SeenRequest[];
  clear(): void;
  close(): Promise<void>;
}

const SLOW = 3_000;

export async function startServiceFront(options: {
  /** 0 for any free one. */
  readonly port: number;
  /** Address of the service now; it may change when the service is started again. */
  readonly upstream: () => string;
}): Promise<ServiceFront> {
  let mode: FrontMode = 'up';
  let port = options.port;
  let seen: SeenRequest[] = [];
  const said = new Map<string, string | Uint8Array | undefined>();
  const timers = new Set<NodeJS.Timeout>();
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const one = await see(request);
    seen.push(one);
    if (mode === 'slow') await pause(timers);
    const body = said.get(one.path);
    if (body !== undefined) return answer('application/json', body, response);
    if (mode === 'html' || mode === 'wrong-type') return lie(mode, response);
    await passOn(options.upstream(), one, response, mode === 'truncated');
  }

  async function open() {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address !== null && typeof address === 'object') port = address.port;
  }

  async function shut() {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  await open();
  return {
    address: `http://127.0.0.1:${port}`,
    async setMode(next) {
      mode = next;
      if (next === 'down') await shut();
      else if (!server.listening) await open();
    },
    say: (path, body) => void said.set(path, body),
    requests: (path = '') => seen.filter((request) => request.path.startsWith(path)),
    clear() {
      seen = [];
    },
    close: shut,
  };
}

async function see(request: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    body: Buffer.concat(chunks).toString(),
    at: Date.now(),
  };
}

function pause(timers: Set<NodeJS.Timeout>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      resolve();
    }, SLOW);
    timers.add(timer);
  });
}

function lie(mode: 'html' | 'wrong-type', response: ServerResponse) {
  const [type, body]: [string, string] =
    mode === 'html'
      ? ['text/html; charset=utf-8', '<!doctype html><title>Sign in</title><h1>Free WiFi</h1>']
      : ['application/json', '{"rulesetVersion":"many","matches":{"none":true},"payload":7}'];
  answer(type, body, response);
}

function answer(type: string, body: string | Uint8Array, response: ServerResponse) {
  response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' }).end(body);
}

/** These speak of one connection, not of the message; and what is passed on is read here first. */
const HOP_HEADERS = [
  ...['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host'],
  'accept-encoding',
];

async function passOn(
  upstream: string,
  { method, path, headers, body }: SeenRequest,
  response: ServerResponse,
  isCut: boolean,
) {
  const forwarded = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    HOP_HEADERS.includes(name) || value === undefined ? [] : [[name, String(value)]],
  );
  const answer = await fetch(`${upstream}${path}`, {
    method,
    headers: [...forwarded, ['accept-encoding', 'identity']],
    ...(method === 'GET' || method === 'HEAD' || method === 'OPTIONS' ? {} : { body }),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) {
    if (!HOP_HEADERS.includes(name)) response.setHeader(name, value);
  }
  response.end(isCut ? bytes.subarray(0, bytes.length >> 1) : bytes);
}
