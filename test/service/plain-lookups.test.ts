/** Both ways of answering a look-up, by asking a service in the plain form and in another one. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type LogEntry, serve } from '../../src/service/index.ts';
import { publishedDataFolder } from './serving-process.ts';

/** The listed hosts of the sample ruleset are among the first ones. */
const LISTED = 'c34ea69e';

const BATCHES = [16, 64, 256].map((size) => [
  LISTED,
  ...Array.from({ length: size - 1 }, (_, index) => index.toString(16).padStart(8, '0')),
]);

async function started(burst = 1000) {
  const entries: LogEntry[] = [];
  const service = await serve({
    dataDir: await publishedDataFolder(),
    port: 0,
    host: '127.0.0.1',
    version: '0.1.0',
    log: (entry) => entries.push(entry),
    limits: { lookups: { burst, perSecond: 0.001 } },
  });
  onTestFinished(() => service.close());
  const ask = async (body: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${service.address}/v1/lookup`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  return { ask, entries, address: service.address };
}

function plain(prefixes: readonly unknown[]): string {
  return JSON.stringify({ prefixes });
}

/** The same to a reader of JSON. */
function spaced(prefixes: readonly unknown[]): string {
  return JSON.stringify({ prefixes }, undefined, 1);
}

/** Those that differ from one request to the next stand without their value. */
function headersOf({ headers }: { headers: Headers }): readonly string[] {
  return [...headers].map(([name, value]) =>
    name === 'date' || name === 'ratelimit' ? name : `${name}: ${value}`,
  );
}

describe('a look-up in the plain form', () => {
  test('is answered as one in any other form of JSON is, to the last header', async () => {
    const { ask, entries } = await started();
    for (const batch of BATCHES) {
      const one = await ask(plain(batch));
      const other = await ask(spaced(batch));
      expect(one.status).toBe(200);
      expect(one.text).toBe(other.text);
      expect(JSON.parse(one.text).matches).toHaveLength(1);
      expect(headersOf(one)).toEqual(headersOf(other));
    }
    const lines = entries.map((entry) => ({ ...entry, milliseconds: 0 }));
    expect(new Set(lines.map((line) => JSON.stringify(line))).size).toBe(1);
    expect(lines).toHaveLength(2 * BATCHES.length);
  });

  test('is counted together with the others, and refused as they are', async () => {
    const { ask } = await started(4);
    const left: (string | null)[] = [];
    for (const write of [plain, spaced, plain, spaced]) {
      left.push((await ask(write(BATCHES[0] ?? []))).headers.get('RateLimit'));
    }
    expect(left.map((field) => /r=(\d)/.exec(field ?? '')?.[1])).toEqual(['3', '2', '1', '0']);
    const one = await ask(plain(BATCHES[0] ?? []));
    const other = await ask(spaced(BATCHES[0] ?? []));
    expect([one.status, other.status]).toEqual([429, 429]);
    expect(one.text).toBe(other.text);
    expect(headersOf(one)).toEqual(headersOf(other));
  });

  test.each([
    ['a prefix that is none', plain([...(BATCHES[0] ?? []).slice(1), 'C34EA69E']), 400],
    ['other bytes of the same number', 'x'.repeat(plain(BATCHES[0] ?? []).length), 400],
    ['bytes that are no text', Buffer.alloc(190, 0xff).toString('latin1').slice(0, 95), 400],
  ])('with %s is refused by the app, which gets the body', async (_, body, status) => {
    const { ask } = await started();
    const answer = await ask(body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    expect(JSON.parse(answer.text)).toMatchObject({ type: 'urn:link-guard:problem:bad-request' });
  });

  test.each([{ 'Content-Type': 'text/plain' }, { 'Content-Encoding': 'gzip' }])(
    'of another type is refused: %j',
    async (headers) => {
      const { ask } = await started();
      expect((await ask(plain(BATCHES[0] ?? []), headers)).status).toBe(415);
    },
  );

  test('is answered where it comes in pieces', async () => {
    const { ask, address } = await started();
    const body = plain(BATCHES[2] ?? []);
    const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length };
    const asking = request(`${address}/v1/lookup`, { method: 'POST', headers });
    const answered = once(asking, 'response');
    for (const at of [0, 1000, 2000]) {
      asking.write(body.slice(at, at + 1000));
      await wait(20);
    }
    asking.end();
    const [answer] = (await answered) as [IncomingMessage];
    expect(await text(answer)).toBe((await ask(body)).text);
  });
});
