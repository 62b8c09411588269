import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { doOrders } from '../../../src/cli/publish-orders.ts';
import { publish, publishOrSign } from '../../../src/cli/publisher.ts';
import { failureOf, publishingState } from '../../../src/cli/publishing-state.ts';
import { readHold, readSourceFile, refreshSources } from '../../../src/service/index.ts';
import type { DeskPublishing } from '../../../src/wire/index.ts';
import { type DeskClient, signedIn } from '../desk/desk-client.ts';
import { samplePages } from '../sample-pages.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { startTestService, type TestService } from '../test-service.ts';

async function shown(desk: DeskClient): Promise<DeskPublishing> {
  return (await (await desk.get('publishing')).json()) as DeskPublishing;
}

function ordersOf({ store }: TestService) {
  const { publishOrders } = store;
  return {
    waiting: publishOrders.waiting,
    settle: (id: string, outcome: string) =>
      publishOrders.settle(id, '2026-11-20T08:00:05.000Z', outcome),
  };
}

describe('publishing at the desk', () => {
  test('is seen by who publishes and who administers, ordered by who publishes', async () => {
    const service = await startTestService({ pages: samplePages() });
    const pam = await signedIn(service, 'pam', 'publisher');
    const adam = await signedIn(service, 'adam', 'administrator');
    const ann = await signedIn(service, 'ann', 'senior');
    expect(await shown(pam)).toEqual({ mayOrder: true, orders: [] });
    expect(await shown(adam)).toEqual({ mayOrder: false, orders: [] });
    expect((await ann.get('publishing')).status).toBe(403);
    const order = { kind: 'hold', why: 'The feed is wrong.' };
    for (const desk of [adam, ann]) {
      expect((await desk.post('publishing', order)).status).toBe(403);
    }
    expect((await pam.post('publishing', { kind: 'hold', why: ' ' })).status).toBe(400);
    expect((await pam.post('publishing', { kind: 'erase', why: 'x' })).status).toBe(400);
    const placed = (await (await pam.post('publishing', order)).json()) as DeskPublishing;
    expect(placed.orders).toMatchObject([{ ...order, by: 'pam' }]);
    expect(placed.orders[0]).not.toHaveProperty('doneAt');
    const audit = await service.store.audit.page({ limit: 5 });
    expect(audit.entries).toMatchObject([
      { act: 'ruleset.hold', actor: { id: pam.id }, detail: { why: order.why } },
    ]);
    expect(await service.store.audit.firstBroken()).toBeUndefined();
  });

  test('is done by the node that publishes: held, signed again, released', {
    timeout: 60_000,
  }, async () => {
    const service = await startTestService({ pages: samplePages() });
    const pam = await signedIn(service, 'pam', 'publisher');
    const data = await temporaryFolder();
    const options = { data, database: service.databasePath, policy: 'everyday', seed: true };
    const dir = join(data, 'ruleset');
    const first = (await publish(options)).manifest;
    const work = {
      ...{ options, orders: ordersOf(service) },
      publish: async () => void (await publishOrSign(options)),
    };
    const state = () => publishingState(options, { outcomes: [], failure: undefined });

    expect(await doOrders(work)).toBe(false);
    await pam.post('publishing', { kind: 'hold', why: 'Look first.' });
    expect(await doOrders(work)).toBe(true);
    expect(await readHold(dir)).toMatchObject({ like: first.version });
    expect(await state()).toMatchObject({ version: first.version, hold: { like: first.version } });
    await pam.post('publishing', { kind: 'publish', why: 'It runs out.' });
    await doOrders(work);
    const again = await state();
    expect(again.version).toBeGreaterThan(first.version);
    expect(again).toMatchObject({ hold: { like: first.version }, ruleCount: first.ruleCount });
    await pam.post('publishing', { kind: 'release', why: 'It was right.' });
    await doOrders(work);
    expect(await state()).not.toHaveProperty('hold');
    const { orders } = await shown(pam);
    expect(orders.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
  });

  test('says what went wrong with an order, and does the next', { timeout: 60_000 }, async () => {
    const service = await startTestService({ pages: samplePages() });
    const pam = await signedIn(service, 'pam', 'publisher');
    const data = await temporaryFolder();
    const options = { data, database: service.databasePath, policy: 'everyday', seed: true };
    await publish(options);
    await rm(join(data, 'keys'), { recursive: true });
    await pam.post('publishing', { kind: 'publish', why: 'Now.' });
    service.pass(1);
    await pam.post('publishing', { kind: 'hold', why: 'Then not.' });
    const broken = { ...options, seed: true };
    await doOrders({
      ...{ options: broken, orders: ordersOf(service) },
      publish: async () => void (await publishOrSign(broken)),
    });
    const { orders } = await shown(pam);
    expect(orders.map(({ outcome }) => outcome)).toEqual(['done', 'bad-key']);
  });

  test('tells of each list when it was fetched, its gates, and why it was refused', {
    timeout: 60_000,
  }, async () => {
    const service = await startTestService({ pages: samplePages() });
    const pam = await signedIn(service, 'pam', 'publisher');
    const data = await temporaryFolder();
    const from = join(data, 'feed.txt');
    const sources = join(data, 'sources.json');
    await writeFile(from, 'https://a.example/\nhttps://b.example/\n');
    const gates = { everyHours: 2, minEntries: 2 };
    const feed = { name: 'feed', from, violation: 'phishing', format: 'urls', ...gates };
    const secret = { ...feed, name: 'secret', from: 'http://127.0.0.1:9/list?key=s3cret' };
    const write = (...lists: object[]) =>
      writeFile(sources, JSON.stringify({ format: 'link-guard-sources', sources: lists }));
    await write(feed);
    const options = {
      ...{ data, database: service.databasePath, policy: 'everyday', seed: false, sources },
    };
    await publish(options);
    await write(feed, secret);
    await writeFile(from, 'https://a.example/\n');
    const refreshed = await refreshSources({
      ...{ dir: join(data, 'sources'), sources: await readSourceFile(sources) },
      now: Date.now() + 3 * 3_600_000,
    });
    const failure = failureOf(Object.assign(new Error(`${secret.from}: gone`), { code: 'shrunk' }));
    const state = await publishingState(options, { outcomes: refreshed, failure });
    await service.store.documents.keep('publishing', state);
    const answer = await shown(pam);
    expect(answer.state).toMatchObject({
      lists: [{ list: 'feed', ruleCount: 2 }],
      failure: { code: 'shrunk' },
      sources: [
        {
          list: 'feed',
          entries: 2,
          gates: { ...gates, mayShrink: false },
          refusal: { code: 'few-entries' },
        },
        { list: 'secret', from: 'http://127.0.0.1:9/list', refusal: { code: 'bad-source' } },
      ],
    });
    expect(JSON.stringify(answer)).not.toContain('s3cret');
    expect(answer.state?.sources[1]).not.toHaveProperty('fetchedAt');
    expect(await readFile(join(data, 'sources', 'feed.list'), 'utf8')).toContain('b.example');
  });
});
