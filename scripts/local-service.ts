/** The policy service and the demo chat, as `start` and `dev` run them. */
import { join } from 'node:path';
import type { Policy } from '../src/policy/index.ts';
import {
  ensureKeys,
  type ListSource,
  type Published,
  publishRuleset,
  type RunningService,
  serve,
} from '../src/service/index.ts';
import { serveDemo } from './demo.ts';
import type { RunningServer } from './folder-server.ts';
import { freePort } from './ports.ts';
import { DEMO_PORT, VERSION } from './project.ts';

export interface LocalServiceOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly policy: Policy;
  readonly lists: readonly ListSource[];
}

export interface LocalService {
  readonly service: RunningService;
  readonly demo: RunningServer;
  readonly published: Published;
  close(): Promise<void>;
}

/** Publishes a fresh ruleset, then serves it and the demo chat. */
export async function startLocalService(options: LocalServiceOptions): Promise<LocalService> {
  const { dataDir, port, policy, lists } = options;
  const published = await publishRuleset({
    dir: join(dataDir, 'ruleset'),
    keys: [(await ensureKeys(dataDir)).ruleset],
    policy,
    grades: {},
    sources: lists,
    now: Date.now(),
  });
  const service = await serve({
    dataDir,
    port,
    host: '127.0.0.1',
    version: VERSION,
    log: () => undefined,
  });
  try {
    const demo = await serveDemo({ port: await freePort(DEMO_PORT) });
    return {
      service,
      demo,
      published,
      async close() {
        await demo.close();
        await service.close();
      },
    };
  } catch (error) {
    await service.close();
    throw error;
  }
}

/** Where to load what, for somebody who does it by hand. */
export function loadingAdvice(outDir: string, demoAddress: string): readonly string[] {
  return [
    'To see it, load the extension and open the demo chat:',
    `  Chrome, Edge, Chromium: chrome://extensions → Developer mode → Load unpacked → ${join(outDir, 'chrome')}`,
    `  Firefox: about:debugging#/runtime/this-firefox → Load Temporary Add-on → ${join(outDir, 'firefox', 'manifest.json')}`,
    `  Demo chat: ${demoAddress}/`,
  ];
}
