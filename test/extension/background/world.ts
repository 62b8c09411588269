/**
 * Everything around the worker, in memory: browser, disk, service, package. The worker itself is
 * the real one, and can be killed and started again.
 */
import { vi } from 'vitest';
import { CLIENT_PARTS, HOST_PARTS, type SigningKey, signRoot } from '../../../src/policy/index.ts';
import {
  type Listed,
  makeKeys,
  type Published,
  type PublishOptions,
  publish,
  rootOf,
} from '../../support/publisher.ts';
import { makeFakeBrowser, OWN_ORIGIN } from './fake-browser.ts';
import { fakeIdb, makeFakeDisk } from './fake-idb.ts';

export const NOW = Date.UTC(2026, 10, 20, 12);
export const SEED_VERSION = Math.floor(NOW / 1000) - 1000;
/** Milliseconds since the epoch. */
export const BUILT_AT = NOW - 10 * 86_400_000;
export const SERVICE = 'http://service.test';

export interface Sent {
  /** Of the service that was asked. */
  readonly origin: string;
  readonly path: string;
  readonly init: RequestInit;
  /** Parsed; undefined without a body. */
  readonly body: Record<string, unknown> | undefined;
  readonly key: string | null;
}

type Respond = (sent: Sent) => Response | Promise<Response>;

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });
}

export function rulesetOf(
  listed: readonly Listed[],
  options: Omit<PublishOptions, 'now'> & { readonly now?: number },
): Promise<Published> {
  return publish(listed, { now: NOW, ...options });
}

export async function makeWorld() {
  const keys = await makeKeys();
  const root = await signRoot(rootOf(keys, { number: 1, now: BUILT_AT }), keys.root);
  const fake = makeFakeBrowser();
  const disk = makeFakeDisk();
  const packaged = new Map<string, Uint8Array<ArrayBuffer>>();
  const sent: Sent[] = [];
  const service: { respond: Respond } = { respond: offline };
  /** By origin: services beside the package's. */
  const others = new Map<string, Respond>();

  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.stubGlobal('LINK_GUARD_BUILD', {
    serviceAddress: SERVICE,
    root: Buffer.from(root).toString('base64'),
    builtAt: BUILT_AT,
  });
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    if (address.startsWith(OWN_ORIGIN)) {
      const bytes = packaged.get(address.slice(OWN_ORIGIN.length + 1));
      if (bytes === undefined) throw new TypeError('Failed to fetch');
      return new Response(bytes);
    }
    const { origin } = new URL(address);
    const one: Sent = {
      origin,
      path: address.slice(origin.length),
      init,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
      key: new Headers(init.headers).get('idempotency-key'),
    };
    sent.push(one);
    const respond = origin === SERVICE ? service.respond : (others.get(origin) ?? offline);
    return respond(one);
  });

  const pack = ({ manifest, manifestBytes, parts }: Published) => {
    packaged.clear();
    packaged.set('ruleset/manifest.json', manifestBytes);
    for (const name of [...CLIENT_PARTS, ...HOST_PARTS]) {
      packaged.set(`ruleset/parts/${manifest.parts[name].sha256}`, parts[name]);
    }
  };

  /** A new worker on the same browser and disk, as after it was killed. */
  const startWorker = async () => {
    vi.resetModules();
    vi.doMock('webextension-polyfill', () => ({ default: fake.browser }));
    vi.doMock('idb', () => fakeIdb(disk));
    const folder = '../../../src/extension/background';
    return {
      ...(await import(`${folder}/verdict/judge.ts`)),
      ...(await import(`${folder}/order-links.ts`)),
      ...(await import(`${folder}/gate/open-link.ts`)),
      ...(await import(`${folder}/gate/gate.ts`)),
      ...(await import(`${folder}/gate/gate-more.ts`)),
      ...(await import(`${folder}/popup.ts`)),
      ...(await import(`${folder}/verdict/choices.ts`)),
      ...(await import(`${folder}/verdict/exceptions.ts`)),
      ...(await import(`${folder}/protection.ts`)),
      ...(await import(`${folder}/ruleset/updates.ts`)),
      ...(await import(`${folder}/ruleset/ruleset.ts`)),
      ...(await import(`${folder}/ruleset/listed-hosts.ts`)),
      ...(await import(`${folder}/complaints/outbox.ts`)),
      ...(await import(`${folder}/complaints/complaints.ts`)),
      ...(await import(`${folder}/toolbar.ts`)),
    } as Worker;
  };

  const key: SigningKey = keys.ruleset;
  return { ...fake, keys, key, root, disk, packaged, sent, service, others, pack, startWorker };
}

type Worker = typeof import('../../../src/extension/background/verdict/judge.ts') &
  typeof import('../../../src/extension/background/order-links.ts') &
  typeof import('../../../src/extension/background/gate/open-link.ts') &
  typeof import('../../../src/extension/background/gate/gate.ts') &
  typeof import('../../../src/extension/background/gate/gate-more.ts') &
  typeof import('../../../src/extension/background/popup.ts') &
  typeof import('../../../src/extension/background/verdict/choices.ts') &
  typeof import('../../../src/extension/background/verdict/exceptions.ts') &
  typeof import('../../../src/extension/background/protection.ts') &
  typeof import('../../../src/extension/background/ruleset/updates.ts') &
  typeof import('../../../src/extension/background/ruleset/ruleset.ts') &
  typeof import('../../../src/extension/background/ruleset/listed-hosts.ts') &
  typeof import('../../../src/extension/background/complaints/outbox.ts') &
  typeof import('../../../src/extension/background/complaints/complaints.ts') &
  typeof import('../../../src/extension/background/toolbar.ts');

export type World = Awaited<ReturnType<typeof makeWorld>>;

export function offline(): never {
  throw new TypeError('Failed to fetch');
}

/** A service that knows these full hashes, and nothing else. */
export function lookupOf(matches: readonly unknown[] = []): Respond {
  return ({ path }) => {
    if (path !== '/v1/lookup') return json({}, 404);
    return json({
      rulesetVersion: SEED_VERSION,
      negativeTtl: 600,
      positiveTtl: 300,
      matches,
      padding: 'xxx',
    });
  };
}

export interface Beside {
  /** By number, from 2. */
  readonly roots?: ReadonlyMap<number, Uint8Array<ArrayBuffer>>;
  readonly revocation?: Uint8Array<ArrayBuffer>;
  readonly log?: string;
}

/** A service that has this ruleset, and beside it what is given. */
export function publishing(published: Published, beside: Beside = {}): Respond {
  const { manifest, manifestBytes, parts, deltaBytes } = published;
  const { roots = new Map(), revocation, log } = beside;
  const type = { 'content-type': 'application/json' };
  const files = new Map<string, () => Response>();
  const add = (
    path: string,
    body: BodyInit | undefined,
    headers: Record<string, string> = type,
  ) => {
    if (body === undefined) return;
    files.set(`/v1/ruleset/${path}`, () => new Response(body, { headers }));
  };
  // One by which a service could tell people apart, if they sent it back.
  add('manifest.json', manifestBytes, { ...type, etag: '"person-7"' });
  add('revocation.json', revocation);
  add('log.ndjson', log);
  for (const [number, bytes] of roots) add(`roots/${number}.json`, bytes);
  for (const name of [...CLIENT_PARTS, ...HOST_PARTS]) {
    add(`parts/${manifest.parts[name].sha256}`, parts[name]);
  }
  for (const [sha256, bytes] of deltaBytes) add(`parts/${sha256}`, bytes);
  return ({ path }) => files.get(path)?.() ?? new Response(null, { status: 404 });
}

/** What a worker that is started now finds in force; `address` is what it is asked about. */
export async function inForce(world: World, address = 'https://listed.example/') {
  const worker = await world.startWorker();
  const ruleset = await worker.activeRuleset();
  const { problems, ruleset: view } = await worker.protectionNow();
  return {
    version: ruleset?.manifest.version,
    origin: ruleset?.origin,
    isListed: ruleset?.rules.find(address)?.effect === 'listed',
    stale: view?.stale,
    problems,
  };
}

/** A worker that has looked for an update. */
export async function update(world: World) {
  const worker = await world.startWorker();
  await worker.updateRuleset();
  return worker;
}
