import { describe, expect, test } from 'vitest';
import { fleetDays, sumsOf, viewFleet } from '../../src/service/fleet.ts';
import type { DeskFleet, FleetReport } from '../../src/wire/index.ts';
import { signedIn } from './desk/desk-client.ts';
import { samplePages } from './sample-pages.ts';
import { startTestService } from './test-service.ts';

const REPORT: FleetReport = {
  format: 1,
  version: '0.1.0',
  rulesetVersion: 1_795_248_000,
  state: 'protecting',
  problems: [],
  counts: [{ action: 'block', category: 'none', context: 'group', count: 3 }],
};

const SPAN = { from: '2026-11-14', to: '2026-11-20', smallestGroup: 10 };

describe('POST /v1/fleet', () => {
  test('adds reports up by day, and keeps none', async () => {
    const { post, store, pass } = await startTestService();
    for (const count of [3, 4]) {
      const counts = [{ ...REPORT.counts[0], count }];
      expect((await post('/v1/fleet', { ...REPORT, counts })).status).toBe(200);
    }
    pass(86_400);
    await post('/v1/fleet', { ...REPORT, problems: ['ruleset-stale'], state: 'degraded' });
    const sums = await store.fleet.since('2026-11-20');
    expect(sums.filter(({ kind }) => kind === 'action')).toEqual([
      ...[{ day: '2026-11-20', kind: 'action', name: 'block none group', amount: 7, reports: 2 }],
      ...[{ day: '2026-11-21', kind: 'action', name: 'block none group', amount: 3, reports: 1 }],
    ]);
    expect(sums.filter(({ kind }) => kind === 'problem')).toMatchObject([
      { day: '2026-11-21', name: 'ruleset-stale', reports: 1 },
    ]);
  });

  test('is nothing where the service was not told to take reports', async () => {
    const { post } = await startTestService({ takesFleet: false });
    expect((await post('/v1/fleet', REPORT)).status).toBe(404);
  });

  test.each([
    ['a name', { seat: 'ann-7' }],
    ['an address', { counts: [{ ...REPORT.counts[0], address: 'https://a.example/' }] }],
    ['a category of its own', { counts: [{ ...REPORT.counts[0], category: 'a.example' }] }],
    ['a problem in words', { problems: ['Ann cannot open a.example'] }],
    ['too much', { counts: [{ ...REPORT.counts[0], count: 1_000_001 }] }],
  ])('refuses %s', async (_, change) => {
    const { post, store } = await startTestService();
    expect((await post('/v1/fleet', { ...REPORT, ...change })).status).toBe(400);
    expect(await store.fleet.since('2026-01-01')).toEqual([]);
  });
});

describe('GET /desk/api/fleet', () => {
  test('shows who publishes or administers the sums of days of which enough reports came', async () => {
    const service = await startTestService({ pages: samplePages() });
    const adam = await signedIn(service, 'adam', 'administrator');
    const shown = async () => (await (await adam.get('fleet')).json()) as DeskFleet;
    for (let report = 1; report < 10; report += 1) await service.post('/v1/fleet', REPORT);
    expect(await shown()).toMatchObject({ isTaken: true, days: [], lines: [], isPartial: true });
    await service.post('/v1/fleet', { ...REPORT, state: 'degraded', problems: ['net-failed'] });
    expect(await shown()).toMatchObject({
      ...{ from: '2026-11-07', to: '2026-11-20', smallestGroup: 10, isPartial: true },
      days: [
        {
          ...{ day: '2026-11-20', reports: 10, troubled: 0 },
          links: { open: 0, ask: 0, warn: 0, block: 30 },
        },
      ],
    });
    const { lines } = await shown();
    expect(lines.map(({ kind }) => kind).sort()).toEqual([
      'action',
      'report',
      'ruleset',
      'version',
    ]);
    expect((await (await signedIn(service, 'pam', 'publisher')).get('fleet')).status).toBe(200);
    expect((await (await signedIn(service, 'ann', 'senior')).get('fleet')).status).toBe(403);
  });

  test('says that no reports are taken', async () => {
    const service = await startTestService({ pages: samplePages(), takesFleet: false });
    const adam = await signedIn(service, 'adam', 'administrator');
    expect(await (await adam.get('fleet')).json()).toMatchObject({ isTaken: false, lines: [] });
  });
});

describe('fleetDays', () => {
  const sum = (kind: string, name: string, reports: number, day = '2026-11-20') => ({
    ...{ day, kind, name, amount: reports, reports },
  });

  test('adds what was done with links, and counts those that are not well', () => {
    const sums = [
      sum('report', 'all', 25),
      ...[sum('state', 'degraded', 11), sum('state', 'not-protecting', 3)],
      ...[sum('action', 'ask news group', 12), sum('action', 'ask none direct', 13)],
      sum('report', 'all', 9, '2026-11-19'),
    ];
    expect(fleetDays(sums, 10)).toEqual([
      {
        ...{ day: '2026-11-20', reports: 25, troubled: 11 },
        links: { open: 0, ask: 25, warn: 0, block: 0 },
      },
    ]);
  });
});

describe('viewFleet', () => {
  const sum = (day: string, reports: number, name = 'block none group') => ({
    ...{ day, kind: 'action', name, amount: 2 * reports, reports },
  });

  test('adds the days of which enough reports speak', () => {
    const sums = [sum('2026-11-18', 10), sum('2026-11-19', 9), sum('2026-11-20', 12)];
    expect(viewFleet(sums, SPAN)).toEqual({
      ...SPAN,
      lines: [{ kind: 'action', name: 'block none group', amount: 44, reports: 22 }],
      isPartial: true,
    });
  });

  test('shows nothing that only few say, however many days they say it', () => {
    const days = ['14', '15', '16', '17', '18', '19', '20'];
    const sums = days.map((day) => sum(`2026-11-${day}`, 9));
    expect(viewFleet(sums, SPAN)).toMatchObject({ lines: [], isPartial: true });
  });

  test('says that it is all, where it is', () => {
    expect(viewFleet([sum('2026-11-20', 10)], SPAN).isPartial).toBe(false);
    expect(viewFleet([], SPAN)).toMatchObject({ lines: [], isPartial: false });
  });
});

test('a problem or an action that is named twice counts once, or with its sum', () => {
  const counts = [...REPORT.counts, ...REPORT.counts];
  const sums = sumsOf({ ...REPORT, counts, problems: ['ruleset-stale', 'ruleset-stale'] });
  expect(sums.filter(({ kind }) => kind === 'action')).toEqual([
    { kind: 'action', name: 'block none group', amount: 6 },
  ]);
  expect(sums.filter(({ kind }) => kind === 'problem')).toHaveLength(1);
});
