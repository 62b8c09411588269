/** A real policy service that can be made to lie, one path at a time, beside the front's modes. */
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { packagedPolicy, type SigningKey } from '../../src/policy/index.ts';
import {
  type Keys,
  type ListSource,
  makeNextRoot,
  publishRuleset,
  readPublished,
  revoke,
  serve,
} from '../../src/service/index.ts';
import { adoptKeys } from './keys.ts';
import { type Published, positionAfter, publish } from './publisher.ts';
import { type ServiceFront, startServiceFront } from './service-front.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';
import { testGround } from './test-ground.ts';
import { until } from './until.ts';

/** What is answered in the place of the truth; undefined hangs until the browser gives up. */
export interface Lie {
  readonly type: string;
  readonly body: string | Uint8Array;
}

export interface FaultyService {
  readonly front: ServiceFront;
  readonly keys: Keys;
  /** Publishes a ruleset that lists these hosts as phishing, and waits until it is served. */
  publish(hosts: readonly string[], options?: PublishChoice): Promise<number>;
  /** What is published now, for a forger to go on from. */
  published(): Promise<Published>;
  /** Publishes the next root, after which this key signs rulesets, and no other. */
  rotate(ruleset: SigningKey): Promise<void>;
  /** Publishes that this key signs no rulesets any more. */
  revoke(key: SigningKey): Promise<void>;
  /** Answers so on paths that begin like this, until `tellTheTruth`. */
  lie(path: string, lie: Lie | undefined): void;
  tellTheTruth(): void;
  /** Rows of the service's own database for complaints about this address. */
  complaintsAbout(address: string): number;
  close(): Promise<void>;
}

export interface PublishChoice {
  readonly lifetimeDays?: number;
  /** That of the first root where it is missing. */
  readonly key?: SigningKey;
  /** Addresses that are listed as phishing, as these pages alone. */
  readonly pages?: readonly string[];
  /** Hosts that are listed for fraud: people are warned, and may go on. */
  readonly fraud?: readonly string[];
  /** Hosts that are listed for harassment, which is no severe violation. */
  readonly lesser?: readonly string[];
}

const LISTS = {
  hosts: { name: 'faults', violation: 'phishing', format: 'hosts' },
  pages: { name: 'pages', violation: 'phishing', format: 'urls' },
  fraud: { name: 'fraud', violation: 'fraud', format: 'hosts' },
  lesser: { name: 'lesser', violation: 'harassment', format: 'hosts' },
} as const;

/** A list without an entry is refused; no list is none. */
async function writeLists(
  dir: string,
  lists: Readonly<Record<keyof typeof LISTS, readonly string[]>>,
): Promise<ListSource[]> {
  const sources: ListSource[] = [];
  for (const key of ['hosts', 'pages', 'fraud', 'lesser'] as const) {
    const from = join(dir, `${key}.txt`);
    await writeFile(from, lists[key].join('\n'));
    if (lists[key].length > 0) sources.push({ ...LISTS[key], from });
  }
  return sources;
}

export async function startFaultyService(): Promise<FaultyService> {
  const { servicePort } = testGround();
  const folder = await makeTemporaryFolder('faults');
  const dataDir = folder.path;
  const dir = join(dataDir, 'ruleset');
  const keys = await adoptKeys(dataDir);
  const { root, revocation } = keys;
  if (root === undefined || revocation === undefined) throw new Error('keys are missing');
  const lies = new Map<string, Lie | undefined>();

  async function write(hosts: readonly string[], choice: PublishChoice = {}) {
    const { pages = [], fraud = [], lesser = [] } = choice;
    const { manifest } = await publishRuleset({
      dir,
      keys: [choice.key ?? keys.ruleset],
      policy: packagedPolicy('everyday'),
      grades: {},
      sources: await writeLists(dataDir, { hosts, pages, fraud, lesser }),
      now: Date.now(),
      lifetimeDays: choice.lifetimeDays ?? 30,
      withSeed: false,
      allowShrink: true,
    });
    return manifest.version;
  }

  await write([]);
  const running = await serve({
    dataDir,
    port: 0,
    host: '127.0.0.1',
    version: 'test',
    log: () => undefined,
  });
  const liar = createServer((request, response) => {
    const told = [...lies.keys()].find((path) => request.url?.startsWith(path));
    if (told === undefined) void passOn(running.address, request, response);
    else tell(lies.get(told), response);
  });
  liar.listen(0, '127.0.0.1');
  await once(liar, 'listening');
  const { port } = liar.address() as AddressInfo;
  const front = await startServiceFront({
    port: servicePort,
    upstream: () => `http://127.0.0.1:${port}`,
  });
  return {
    front,
    keys,
    async publish(hosts, choice) {
      const version = await write(hosts, choice);
      await until(async () => (await servedVersion(running.address)) === version, {
        what: 'the service to serve what was published',
      });
      return version;
    },
    async published() {
      const read = await readPublished(dir);
      return { ...read, deltaBytes: new Map(), position: await positionAfter(read) };
    },
    async rotate(ruleset) {
      await makeNextRoot({
        ...{ dir, keys: [root], now: Date.now(), lifetimeDays: 365 },
        roles: { root: { keys: [] }, ruleset: { keys: [ruleset] }, revocation: { keys: [] } },
      });
    },
    async revoke({ keyId }) {
      const keyIds = [keyId];
      await revoke({ ...{ dir, keyIds, versions: [], keys: [revocation] }, now: Date.now() });
    },
    lie: (path, lie) => void lies.set(path, lie),
    tellTheTruth: () => lies.clear(),
    complaintsAbout: (address) => countComplaints(join(dataDir, 'link-guard.sqlite'), address),
    async close() {
      await front.close();
      liar.close();
      liar.closeAllConnections();
      await running.close();
      await folder.remove();
    },
  };
}

/** A ruleset that was never published: whatever its key, version and dates are to be. */
export function forgeRuleset(options: {
  readonly key: SigningKey;
  readonly version: number;
  readonly hosts: readonly string[];
  /** Milliseconds since the epoch when it was made. */
  readonly now?: number;
  /** The one that it says it goes on from. */
  readonly former?: Published;
}): Promise<Published> {
  const { hosts, now = Date.now(), ...rest } = options;
  const listed = hosts.map((line) => ({ line, violation: 'phishing' as const }));
  return publish(listed, { ...rest, now });
}

function tell(lie: Lie | undefined, response: ServerResponse) {
  if (lie === undefined) return;
  response.writeHead(200, { 'Content-Type': lie.type, 'Access-Control-Allow-Origin': '*' });
  response.end(lie.body);
}

async function passOn(to: string, request: IncomingMessage, response: ServerResponse) {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = 'GET', headers } = request;
    const kept = ['content-type', 'idempotency-key', 'if-none-match', 'origin'].flatMap((name) =>
      typeof headers[name] === 'string' ? [[name, headers[name]] as [string, string]] : [],
    );
    const answer = await fetch(`${to}${request.url}`, {
      method,
      headers: kept,
      ...(method === 'POST' ? { body: Buffer.concat(chunks) } : {}),
    });
    response.statusCode = answer.status;
    for (const name of ['content-type', 'etag', 'retry-after', 'access-control-allow-origin']) {
      const value = answer.headers.get(name);
      if (value !== null) response.setHeader(name, value);
    }
    response.end(Buffer.from(await answer.arrayBuffer()));
  } catch {
    // The browser, or the service, went away in the middle.
    response.destroy();
  }
}

async function servedVersion(address: string): Promise<unknown> {
  const health = (await (await fetch(`${address}/v1/health`)).json()) as Record<string, unknown>;
  return health.rulesetVersion;
}

function countComplaints(path: string, address: string): number {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const row = database
      .prepare('select count(*) as count from complaints where address = ?')
      .get(address);
    return Number(row?.count);
  } finally {
    database.close();
  }
}
