/** Answers of any kind on loopback, at addresses that are made as they are needed. */
import { createServer } from 'node:http';
import { listen, type RunningServer } from '../../scripts/folder-server.ts';
import type { Page } from '../support/internet.ts';

export interface PageServer extends RunningServer {
  /** The address of this answer. */
  add(page: Page): string;
}

export async function servePages(): Promise<PageServer> {
  const pages: Page[] = [];
  const server = createServer((request, response) => {
    const page = pages[Number(request.url?.split(/[/?#.]/, 2)[1])];
    response.writeHead(page === undefined ? 404 : (page.status ?? 200), {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      ...page?.headers,
    });
    response.end(page?.body ?? '');
  });
  const running = await listen(server, 0);
  return {
    ...running,
    add(page) {
      pages.push(page);
      return `${running.address}/${pages.length - 1}`;
    },
  };
}
