/** A real browser with the extension, its service, and pages of a chat that it guards. */
import { createServer } from 'node:http';
import type { BrowserName } from '../scripts/browsers.ts';
import { listen } from '../scripts/folder-server.ts';
import { findOrInstall } from '../scripts/setup.ts';
import { type GuardedBrowser, launch } from '../test/support/browsers.ts';
import { type Internet, startInternet } from '../test/support/internet.ts';
import { startPolicyService } from '../test/support/service.ts';
import { builtExtension } from '../test/support/test-ground.ts';

export interface Guarded {
  readonly browser: GuardedBrowser;
  /** Where the pages are. */
  readonly address: string;
  readonly internet: Internet;
}

/** `pageAt` gives the text of the page at a path. */
export async function inGuardedBrowser(
  pageAt: (path: string) => string,
  work: (guarded: Guarded) => Promise<void>,
  name: BrowserName = 'chromium',
): Promise<void> {
  findOrInstall([name]);
  const internet = await startInternet();
  const site = await listen(
    createServer((request, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(pageAt(request.url ?? ''));
    }),
    0,
  );
  const service = await startPolicyService();
  const browser = await launch(name, {
    extensionDir: builtExtension(name),
    proxy: internet,
  });
  try {
    await work({ browser, address: site.address, internet });
  } finally {
    await browser.close();
    await service.close();
    await site.close();
    await internet.close();
  }
}
