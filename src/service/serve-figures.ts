/** The figures on a port of their own, which need not be reachable from where the service is. */
import { createServer, type ServerResponse } from 'node:http';
import type { Figures } from './figures.ts';
import { addressOf, closeServer, listen } from './listen.ts';

export interface FiguresOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
}

export interface ServedFigures {
  readonly address: string;
  close(): Promise<void>;
}

const PATIENCE = 1000;

/** Throws `cannot-listen`. */
export async function serveFigures(
  figures: Figures,
  { port, host }: FiguresOptions,
): Promise<ServedFigures> {
  const server = createServer(
    { requestTimeout: 5000, maxHeaderSize: 8192 },
    (request, response) => {
      if (request.method !== 'GET' || request.url !== '/metrics') response.writeHead(404).end();
      else void answer(figures, response);
    },
  );
  const taken = await listen(server, port, host);
  return { address: addressOf(host, taken), close: () => closeServer(server, PATIENCE) };
}

async function answer(figures: Figures, response: ServerResponse): Promise<void> {
  try {
    const text = await figures.text();
    response.writeHead(200, { 'Content-Type': figures.contentType }).end(text);
  } catch {
    // What is wrong with the ruleset or the store is told by the log and by /v1/health.
    response.writeHead(500).end();
  }
}
