/** The chat pages of the content tests: a demo chat of any content, served on loopback. */
import { createServer } from 'node:http';
import { listen, type RunningServer } from '../../scripts/folder-server.ts';

/** Listed as phishing in every ruleset, like all hosts below it. */
export const LISTED = 'phishing.link-guard.example';

export interface ChatPages extends RunningServer {
  /** Address of a page with this text, and with these headers. */
  add(html: string, headers?: Readonly<Record<string, string>>): string;
}

export async function serveChatPages(): Promise<ChatPages> {
  const pages: { html: string; headers: Readonly<Record<string, string>> }[] = [];
  const server = createServer((request, response) => {
    const page = pages[Number(request.url?.slice(1))];
    response.writeHead(page === undefined ? 404 : 200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      ...page?.headers,
    });
    response.end(page?.html);
  });
  const running = await listen(server, 0);
  return {
    ...running,
    add(html, headers = {}) {
      pages.push({ html, headers });
      return `${running.address}/${pages.length - 1}`;
    },
  };
}

/** A group chat with these messages. */
export function chat(messages: string, { head = '', after = '' } = {}): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>chat</title>
<link rel="icon" href="data:,">${head}</head><body data-demo-chat>
<div role="log" data-conversation-kind="group" id="log">${messages}</div>${after}</body></html>`;
}

export function message(html: string): string {
  return `<article data-message="1">${html}</article>`;
}

/** A link that is stopped; `id` tells it from others. It opens, where it may, beside the chat. */
export function listedLink(id: string, text = id): string {
  return `<a id="${id}" target="_blank" href="https://${LISTED}/${id}">${text}</a>`;
}
