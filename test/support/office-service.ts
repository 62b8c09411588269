/**
 * A real policy service of an organisation, with keys of its own that no package knows, under a name
 * of the test internet.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { packagedPolicy } from '../../src/policy/index.ts';
import { ensureKeys, publishRuleset, serve } from '../../src/service/index.ts';
import type { Answer, Internet, RecordedRequest } from './internet.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

export interface OfficeService {
  readonly address: string;
  /** As `base64` of `roots/1.json`. */
  readonly root: string;
  /** Of its ruleset. */
  readonly version: number;
  /** How many fleet reports it has added up. */
  fleetReports(): number;
  /** What came since the internet was cleared, preflights apart. */
  requests(path: string): readonly RecordedRequest[];
  close(): Promise<void>;
}

/** Its ruleset lists these hosts as phishing. */
export async function startOfficeService(
  internet: Internet,
  { host, listed }: { readonly host: string; readonly listed: readonly string[] },
): Promise<OfficeService> {
  const folder = await makeTemporaryFolder('office');
  const dataDir = folder.path;
  const dir = join(dataDir, 'ruleset');
  const keys = await ensureKeys(dataDir);
  const from = join(dataDir, 'office.txt');
  await writeFile(from, listed.join('\n'));
  const { manifest } = await publishRuleset({
    dir,
    keys: [keys.ruleset],
    policy: packagedPolicy('everyday'),
    grades: {},
    sources: [{ name: 'office', violation: 'phishing', format: 'hosts', from }],
    now: Date.now(),
  });
  const running = await serve({
    dataDir,
    port: 0,
    host: '127.0.0.1',
    version: 'test',
    log: () => undefined,
    takesFleet: true,
  });
  internet.answer(host, passOnTo(running.address));
  return {
    address: `https://${host}`,
    root: (await readFile(join(dir, 'roots/1.json'))).toString('base64'),
    version: manifest.version,
    fleetReports() {
      const store = new DatabaseSync(join(dataDir, 'link-guard.sqlite'), { readOnly: true });
      const row = store.prepare("select sum(reports) as sum from fleet_sums where kind = 'report'");
      const sum = Number(row.get()?.sum ?? 0);
      store.close();
      return sum;
    },
    requests: (path) =>
      internet
        .requests(host)
        .filter(
          ({ url, method }) => method !== 'OPTIONS' && new URL(url).pathname.startsWith(path),
        ),
    async close() {
      await running.close();
      await folder.remove();
    },
  };
}

/** What a browser and a service tell each other beside the body. */
const PASSED = ['content-type', 'idempotency-key', 'origin'];
const PASSED_OF_PREFLIGHT = ['access-control-request-method', 'access-control-request-headers'];

function passOnTo(address: string): Answer {
  return async ({ method, url, headers }, body) => {
    const { pathname, search } = new URL(url);
    const kept = [...PASSED, ...PASSED_OF_PREFLIGHT].flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value] as [string, string]] : [];
    });
    const answer = await fetch(`${address}${pathname}${search}`, {
      method,
      headers: [...kept, ['accept-encoding', 'identity']],
      ...(method === 'POST' ? { body: await body() } : {}),
    });
    return {
      status: answer.status,
      headers: Object.fromEntries(
        [...answer.headers].map(([name, value]) => [written(name), value]),
      ),
      body: new Uint8Array(await answer.arrayBuffer()),
    };
  };
}

/** As the pages of the internet write them, so that none stands there twice. */
function written(name: string): string {
  return name.replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
