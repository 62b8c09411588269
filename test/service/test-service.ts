/** The whole service without a port: a real database file, a real ruleset, a clock of our own. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { generateSigningKey, type Manifest, type SigningKey } from '../../src/policy/index.ts';
import { createApp } from '../../src/service/app.ts';
import { DEFAULT_LIMITS, type Limits } from '../../src/service/limits.ts';
import { type LogEntry, wordsOf } from '../../src/service/log-entry.ts';
import type { InternetView } from '../../src/service/owners/internet-view.ts';
import type { PageFiles } from '../../src/service/page-files.ts';
import { openRulesetFiles } from '../../src/service/ruleset-files.ts';
import type { SingleSignOn } from '../../src/service/sign-in/single-sign-on.ts';
import { openStore, type Store } from '../../src/service/store/store.ts';
import { type SampleRuleset, writeSampleRuleset } from './sample-ruleset.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const PUBLIC_ADDRESS = 'http://localhost:8787';
export const START = Date.parse('2026-11-20T08:00:00.000Z');

/** An internet without any name. */
const NOTHING: InternetView = {
  texts: async () => [],
  addresses: async () => [],
  mayConnect: () => false,
  port: 443,
};

export interface TestService {
  readonly app: ReturnType<typeof createApp>;
  readonly store: Store;
  readonly key: SigningKey;
  readonly manifest: Manifest;
  readonly rulesetDir: string;
  readonly databasePath: string;
  readonly lines: readonly string[];
  /** Moves the clock, in seconds. */
  pass(seconds: number): void;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
}

export interface TestServiceOptions {
  readonly limits?: Partial<Limits>;
  readonly ruleset?: Partial<SampleRuleset>;
  readonly pages?: PageFiles;
  readonly internet?: InternetView;
  readonly hasStatementKey?: boolean;
  readonly takesFleet?: boolean;
  readonly trustedProxy?: string;
  readonly reporterHeader?: string;
  readonly singleSignOn?: (store: Store) => SingleSignOn;
}

export async function startTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const folder = await temporaryFolder();
  const rulesetDir = join(folder, 'ruleset');
  const databasePath = join(folder, 'link-guard.sqlite');
  const key = await generateSigningKey();
  const manifest = await writeSampleRuleset({
    dir: rulesetDir,
    key,
    at: START,
    ...options.ruleset,
  });
  let at = START;
  const now = () => at;
  const statementKey = options.hasStatementKey === false ? undefined : await generateSigningKey();
  const ruleset = await openRulesetFiles({ dir: rulesetDir, now });
  const store = await openStore(databasePath);
  onTestFinished(() => store.close());
  const lines: string[] = [];
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const log = (entry: LogEntry) => {
    lines.push(wordsOf(entry));
  };
  const app = createApp({
    ...{ store, ruleset, version: '0.1.0', now, log, limits },
    publicAddress: () => PUBLIC_ADDRESS,
    pages: options.pages,
    statementKey,
    takesFleet: options.takesFleet ?? true,
    trustedProxy: options.trustedProxy,
    reporterHeader: options.reporterHeader,
    singleSignOn: options.singleSignOn?.(store),
    internet: options.internet ?? NOTHING,
  });
  return {
    app,
    store,
    key,
    manifest,
    rulesetDir,
    databasePath,
    lines,
    pass(seconds) {
      at += seconds * 1000;
    },
    async post(path, body, headers = {}) {
      return app.request(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
    },
  };
}

/** `random.length` filler prefixes are added until the batch has 16. */
export function batchOf(...prefixes: readonly string[]): { prefixes: string[] } {
  const filler = Array.from({ length: 16 - prefixes.length }, (_, index) =>
    (index * 0x0101_0101).toString(16).padStart(8, '0'),
  );
  return { prefixes: [...prefixes, ...filler] };
}
