/**
 * Everything around the worker, in memory: browser, disk, service, package. The worker itself is
 * the real one, and can be killed and started again.
 */
import { vi } from 'vitest';
import {
  compileRules,
  generateSigningKey,
  importList,
  type MadeRuleset,
  makeRuleset,
  packagedPolicy,
  rootKeyOf,
  type SigningKey,
  type Violation,
} from '../../../src/policy/index.ts';
import { makeFakeBrowser, OWN_ORIGIN } from './fake-browser.ts';
import { fakeIdb, makeFakeDisk } from './fake-idb.ts';

export const NOW = Date.UTC(2026, 10, 20, 12);
export const SEED_VERSION = Math.floor(NOW / 1000) - 1000;
const SERVICE = 'http://service.test';

export interface Listed {
  readonly line: string;
  readonly violation: Violation;
}

export interface Sent {
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

export async function rulesetOf(
  listed: readonly Listed[],
  options: { key: SigningKey; version: number; now?: number; lifetimeDays?: number },
): Promise<MadeRuleset> {
  const lists = listed.map(({ line, violation }) =>
    importList(line, { format: 'urls', list: 'test', violation }),
  );
  return makeRuleset({
    compiled: compileRules(lists),
    policy: packagedPolicy('everyday'),
    grades: {},
    now: NOW,
    lifetimeDays: 30,
    ...options,
  });
}

export async function makeWorld() {
  const key = await generateSigningKey();
  const fake = makeFakeBrowser();
  const disk = makeFakeDisk();
  const packaged = new Map<string, Uint8Array<ArrayBuffer>>();
  const sent: Sent[] = [];
  const service: { respond: Respond } = { respond: offline };

  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.stubGlobal('LINK_GUARD_BUILD', { serviceAddress: SERVICE, rootKeys: [rootKeyOf(key)] });
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    if (address.startsWith(OWN_ORIGIN)) {
      const bytes = packaged.get(address.slice(OWN_ORIGIN.length + 1));
      if (bytes === undefined) throw new TypeError('Failed to fetch');
      return new Response(bytes);
    }
    const one: Sent = {
      path: address.slice(SERVICE.length),
      init,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
      key: new Headers(init.headers).get('idempotency-key'),
    };
    sent.push(one);
    return service.respond(one);
  });

  const pack = ({ manifest, manifestBytes, parts }: MadeRuleset) => {
    packaged.clear();
    packaged.set('ruleset/manifest.json', manifestBytes);
    for (const name of ['rules', 'policy', 'grades'] as const) {
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
      ...(await import(`${folder}/judge.ts`)),
      ...(await import(`${folder}/order-links.ts`)),
      ...(await import(`${folder}/open-link.ts`)),
      ...(await import(`${folder}/gate.ts`)),
      ...(await import(`${folder}/popup.ts`)),
      ...(await import(`${folder}/choices.ts`)),
      ...(await import(`${folder}/exceptions.ts`)),
      ...(await import(`${folder}/protection.ts`)),
      ...(await import(`${folder}/updates.ts`)),
      ...(await import(`${folder}/ruleset.ts`)),
      ...(await import(`${folder}/outbox.ts`)),
      ...(await import(`${folder}/complaints.ts`)),
      ...(await import(`${folder}/toolbar.ts`)),
    } as Worker;
  };

  return { ...fake, key, disk, packaged, sent, service, pack, startWorker };
}

type Worker = typeof import('../../../src/extension/background/judge.ts') &
  typeof import('../../../src/extension/background/order-links.ts') &
  typeof import('../../../src/extension/background/open-link.ts') &
  typeof import('../../../src/extension/background/gate.ts') &
  typeof import('../../../src/extension/background/popup.ts') &
  typeof import('../../../src/extension/background/choices.ts') &
  typeof import('../../../src/extension/background/exceptions.ts') &
  typeof import('../../../src/extension/background/protection.ts') &
  typeof import('../../../src/extension/background/updates.ts') &
  typeof import('../../../src/extension/background/ruleset.ts') &
  typeof import('../../../src/extension/background/outbox.ts') &
  typeof import('../../../src/extension/background/complaints.ts') &
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

export function publishing({ manifest, manifestBytes, parts }: MadeRuleset, etag = '"1"'): Respond {
  return ({ path, init }) => {
    if (path === '/v1/ruleset/manifest.json') {
      if (new Headers(init.headers).get('if-none-match') === etag) {
        return new Response(null, { status: 304 });
      }
      const headers = { 'content-type': 'application/json', etag };
      return new Response(manifestBytes, { headers });
    }
    for (const name of ['rules', 'policy', 'grades'] as const) {
      if (path.endsWith(manifest.parts[name].sha256)) return new Response(parts[name]);
    }
    return new Response(null, { status: 404 });
  };
}
