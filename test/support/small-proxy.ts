/** What stands in front of several nodes, in little: takes turns among those that say they are ready. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listen } from '../../src/service/listen.ts';

export interface SmallProxy {
  readonly address: string;
  /** How many answers came from each node, in the order of their ports. */
  readonly answers: readonly number[];
  close(): Promise<void>;
}

const LOOK_EVERY = 50;

export async function startProxy(ports: readonly number[]): Promise<SmallProxy> {
  const answers = ports.map(() => 0);
  const ready = new Set<number>();
  let turn = 0;
  let isClosed = false;

  const look = async (): Promise<void> => {
    for (const port of ports) {
      const answer = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined);
      if (answer?.ok) ready.add(port);
      else ready.delete(port);
    }
    if (!isClosed) timer = setTimeout(() => void look(), LOOK_EVERY);
  };
  let timer = setTimeout(() => void look(), 0);

  const pass = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(incoming);
    for (let tried = 0; tried < ports.length; tried += 1) {
      const able = ports.filter((port) => ready.has(port));
      turn += 1;
      const port = able[turn % Math.max(able.length, 1)];
      if (port === undefined) break;
      try {
        const answer = await ask(port, incoming, body);
        answers[ports.indexOf(port)] = (answers[ports.indexOf(port)] ?? 0) + 1;
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        return;
      } catch {
        // Whoever cannot be reached is asked again when it says that it is ready.
        ready.delete(port);
      }
    }
    response.writeHead(502).end();
  };

  const server = createServer((incoming, response) => void pass(incoming, response));
  const port = await listen(server, 0, '127.0.0.1');
  return {
    address: `http://127.0.0.1:${port}`,
    answers,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function ask(port: number, incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  const { method, url, headers, socket } = incoming;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        ...{ host: '127.0.0.1', port, method, path: url, agent: false },
        headers: { ...headers, 'x-forwarded-for': socket.remoteAddress ?? '' },
      },
      resolve,
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
