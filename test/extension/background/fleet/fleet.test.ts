import { parse } from 'valibot';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { FleetReportSchema } from '../../../../src/wire/index.ts';
import { json, lookupOf, makeWorld, NOW, rulesetOf, SEED_VERSION, type World } from '../world.ts';

const OWN = 'https://guard.office.example';
const DAY = 86_400_000;
const SETTINGS = { format: 1, fleet: true, service: { address: OWN } };

let world: World;

beforeEach(async () => {
  world = await makeWorld();
  const listed = [{ line: 'listed.example', violation: 'phishing' as const }];
  world.pack(await rulesetOf(listed, { key: world.key, version: SEED_VERSION }));
  take();
});

function take(answer = () => json({ status: 'added' })) {
  const lookups = lookupOf();
  world.others.set(OWN, (sent) => (sent.path === '/v1/fleet' ? answer() : lookups(sent)));
}

/** A worker that was told these settings. */
async function startWith(settings: Record<string, unknown> = SETTINGS) {
  world.managed.set = settings;
  const worker = await world.startWorker();
  const { keepManaged } = await import('../../../../src/extension/background/managed.ts');
  await keepManaged();
  return { ...worker, ...(await import('../../../../src/extension/background/fleet/fleet.ts')) };
}

type Started = Awaited<ReturnType<typeof startWith>>;

async function meet(worker: Started, hrefs: readonly string[], isPrivate = false) {
  const question = { site: 'demo', context: 'group' as const, hrefs, texts: hrefs.map(() => null) };
  await worker.orderLinks(question, { tabId: 1, isPrivate } as never);
}

const reportsSent = () =>
  world.sent
    .filter(({ path }) => path === '/v1/fleet')
    .map(({ body, origin }) => ({ origin, report: parse(FleetReportSchema, body) }));

async function passDays(days: number) {
  vi.setSystemTime(Date.now() + days * DAY);
}

describe('the report to an organisation', () => {
  test('goes out within a day, to its own service, with counts and nothing else', async () => {
    const worker = await startWith();
    const hrefs = [
      'https://listed.example/',
      'https://item.taobao.com/item.htm?id=1',
      'https://item.taobao.com/item.htm?id=2',
    ];
    await meet(worker, hrefs);
    await meet(worker, hrefs);
    await vi.waitFor(async () => {
      expect((await worker.viewFleet())?.report.counts).toEqual([
        { action: 'block', category: 'none', context: 'group', count: 1 },
        { action: 'open', category: 'shopping', context: 'group', count: 2 },
      ]);
    });
    const shown = await worker.viewFleet();
    expect(reportsSent()).toEqual([]);
    const { due = 0 } = shown ?? {};
    expect(due).toBeGreaterThan(NOW);
    expect(due).toBeLessThanOrEqual(NOW + DAY);
    expect(world.alarms.get('fleet')).toBeDefined();
    await passDays(1);
    await worker.keepFleet();
    expect(reportsSent()).toEqual([{ origin: OWN, report: shown?.report }]);
    expect(JSON.stringify(world.sent.at(-1)?.body)).not.toMatch(/listed|taobao|demo|https?:/);
    expect((await worker.viewFleet())?.report.counts).toEqual([]);
  });

  test('goes out once a day', async () => {
    const worker = await startWith();
    await passDays(1);
    await worker.keepFleet();
    await worker.keepFleet();
    expect(reportsSent()).toHaveLength(1);
    await passDays(1.3);
    await worker.keepFleet();
    expect(reportsSent()).toHaveLength(2);
  });

  test('that does not arrive is counted on, and sent again within hours', async () => {
    take(() => json({}, 503));
    const worker = await startWith();
    await meet(worker, ['https://listed.example/']);
    await vi.waitFor(async () => {
      expect((await worker.viewFleet())?.report.counts).toHaveLength(1);
    });
    await passDays(1);
    await worker.keepFleet();
    take();
    await passDays(0.1);
    await worker.keepFleet();
    expect(reportsSent().map(({ report }) => report.counts.length)).toEqual([1, 1]);
    expect((await worker.viewFleet())?.report.counts).toEqual([]);
  });

  test('tells what would have been, where it is only reported', async () => {
    const worker = await startWith({ ...SETTINGS, reportOnly: true });
    await meet(worker, ['https://listed.example/']);
    await vi.waitFor(async () => {
      expect((await worker.viewFleet())?.report).toMatchObject({
        state: 'not-protecting',
        counts: [{ action: 'block' }],
      });
    });
  });

  test('does not know of private windows', async () => {
    const worker = await startWith();
    await meet(worker, ['https://listed.example/'], true);
    await meet(worker, ['https://plain.example/']);
    await vi.waitFor(async () => {
      expect((await worker.viewFleet())?.report.counts).toMatchObject([{ action: 'open' }]);
    });
  });

  test.each([
    ['where nobody asked for it', { format: 1, service: { address: OWN } }],
    ['to the service of the package', { format: 1, fleet: true }],
  ])('never goes out %s', async (_, settings) => {
    const worker = await startWith(settings);
    await meet(worker, ['https://listed.example/']);
    await passDays(3);
    await worker.keepFleet();
    expect(reportsSent()).toEqual([]);
    expect(await worker.viewFleet()).toBeUndefined();
    expect(world.browser.storage.local.values.has('fleet-counts')).toBe(false);
  });

  test('is forgotten where the administrator takes it back', async () => {
    const worker = await startWith();
    await meet(worker, ['https://listed.example/']);
    await vi.waitFor(() =>
      expect(world.browser.storage.local.values.get('fleet-counts')).toContain('block'),
    );
    await startWith({ format: 1, service: { address: OWN } });
    expect(world.browser.storage.local.values.get('fleet-counts')).toBe('{}');
    expect(world.alarms.has('fleet')).toBe(false);
  });
});

describe('what is only reported', () => {
  const reported = async () => {
    const { runDiagnostics } = await import(
      '../../../../src/extension/background/options/diagnostics.ts'
    );
    return (await runDiagnostics()).reported;
  };
  const HREFS = ['https://listed.example/', 'https://listed.example/', 'https://plain.example/'];

  test('is counted here, each link once, and sent to nobody', async () => {
    const worker = await startWith({ format: 1, reportOnly: true });
    await meet(worker, HREFS);
    await meet(worker, ['https://listed.example/other'], true);
    await vi.waitFor(async () => expect(await reported()).toEqual({ block: 1, open: 1 }));
    expect(await worker.viewFleet()).toBeUndefined();
    await passDays(2);
    await worker.keepFleet();
    expect(reportsSent()).toEqual([]);
  });

  test('is forgotten when it is done again', async () => {
    const worker = await startWith({ format: 1, reportOnly: true });
    await meet(worker, HREFS);
    await vi.waitFor(async () => expect(await reported()).toEqual({ block: 1, open: 1 }));
    await startWith({ format: 1 });
    expect(await reported()).toBeUndefined();
    expect(world.browser.storage.local.values.get('reported-counts')).toBe('{}');
  });
});
