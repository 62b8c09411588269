import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { caseOf as foldOf } from '../../../../src/redress/index.ts';
import type { Store } from '../../../../src/service/store/store.ts';
import type { Beside } from '../../../support/database-beside.ts';
import { sampleComplaint } from '../../sample-complaint.ts';
import {
  ADDRESS,
  act,
  caseOf,
  draftOf,
  fileOne,
  mustAct,
  REVIEWER,
  ruleOn,
} from '../case-story.ts';
import { sampleFiling } from '../sample-filing.ts';
import type { Stores } from '../stores.ts';

const OTHER = { id: 'reviewer-2', role: 'reviewer' } as const;

export function testCases(stores: Stores): void {
  async function opened(): Promise<{ store: Store; place: string; beside: Beside }> {
    const place = await stores.newPlace();
    const store = await stores.open(place);
    return { store, place, beside: await stores.beside(place) };
  }

  describe('complaints about one destination', () => {
    test('join one case, those of another open another', async () => {
      const { store, beside } = await opened();
      const receipts = await Promise.all([
        fileOne(store),
        fileOne(store, 'https://prize.example/another'),
        fileOne(store, 'https://other.example/'),
      ]);
      const [first, second, third] = await Promise.all(
        receipts.map((receipt) => caseOf(store, receipt)),
      );
      expect(first?.id).toBe(second?.id);
      expect(first?.complaints).toHaveLength(2);
      expect(third?.id).not.toBe(first?.id);
      expect(await beside.run('select id from cases')).toHaveLength(2);
      expect(await store.caseOfDestination('prize.example/')).toEqual(first);
    });

    test('join one case when they come at once to two nodes', async () => {
      const { store, place, beside } = await opened();
      const second = await stores.open(place);
      await Promise.all(
        Array.from({ length: 60 }, (_, index) => fileOne(index % 2 ? store : second)),
      );
      const theCase = await store.caseOfDestination('prize.example/');
      expect(theCase?.complaints).toHaveLength(60);
      expect(theCase?.version).toBe(61);
      expect(await second.caseOfDestination('prize.example/')).toEqual(theCase);
      const events = await beside.run('select number from case_events order by number');
      expect(events.map(({ number }) => number)).toEqual(
        Array.from({ length: 61 }, (_, index) => index + 1),
      );
    });

    test('are in the case once, however often they are sent', async () => {
      const { store } = await opened();
      const one = sampleFiling();
      await Promise.all([store.fileComplaint(one), store.fileComplaint(one)]);
      await store.fileComplaint(one);
      expect((await store.caseOfDestination('prize.example/'))?.complaints).toHaveLength(1);
    });

    test('keep what was pasted and what is new with them, and the reporter as the caller says', async () => {
      const { store } = await opened();
      const complaint = sampleComplaint({ excerpt: 'win 诈骗 now', newFact: 'it moved' });
      await store.fileComplaint(sampleFiling({ complaint, reporter: 'reporter-7' }));
      const theCase = await store.caseOfDestination('prize.example/');
      expect(theCase?.complaints).toMatchObject([{ reporter: 'reporter-7', newFact: 'it moved' }]);
      expect(await store.filedComplaints(theCase?.id ?? '')).toMatchObject([
        { address: ADDRESS, comment: complaint.comment, excerpt: 'win 诈骗 now' },
      ]);
    });

    test('are kept without a case where no browser would open the address', async () => {
      const { store } = await opened();
      const complaint = sampleComplaint({ address: 'https://a..example/' });
      const outcome = await store.fileComplaint(sampleFiling({ complaint }));
      expect(outcome).toMatchObject({ kind: 'filed', standing: { state: 'received' } });
    });

    test('that a former release filed without a case get theirs when the store is opened', async () => {
      const { store, place, beside } = await opened();
      const receipt = await fileOne(store);
      const received = new Date().toISOString();
      for (const table of ['case_complaints', 'case_tasks', 'case_events', 'cases']) {
        await beside.run(`delete from ${table}`);
      }
      await beside.run(`update complaints set received_at = '${received}'`);
      const next = await stores.open(place);
      expect((await caseOf(next, receipt)).complaints).toHaveLength(1);
    });
  });

  describe('appendToCase', () => {
    test('moves the case, its queue, its rulings and the states of its complaints', async () => {
      const { store } = await opened();
      const receipt = await fileOne(store);
      expect(await store.queue({ limit: 10 })).toMatchObject([{ task: 'ruling', phase: 'open' }]);
      const claimed = await mustAct(store, await caseOf(store, receipt), REVIEWER, {
        kind: 'claim',
        task: 'ruling',
      });
      expect(await store.queue({ limit: 10 })).toMatchObject([
        { phase: 'claimed', claimedBy: 'reviewer-1', claimedUntil: '2026-11-21T08:00:00.000Z' },
      ]);
      expect(await store.complaintStates([receipt])).toMatchObject([{ state: 'in-review' }]);

      const released = await mustAct(store, claimed, REVIEWER, { kind: 'release', task: 'ruling' });
      const { theCase, rulingId } = await ruleOn(store, released);
      expect(await store.queue({ limit: 10 })).toEqual([]);
      expect(await store.complaintStates([receipt])).toMatchObject([{ state: 'upheld' }]);
      expect(await store.caseOfRuling(rulingId)).toEqual(theCase);
      const hash = createHash('sha256').update('prize.example/win?from=group').digest('hex');
      expect(await store.rulingsUnder([hash.slice(0, 8), '00000000'])).toEqual([
        { fullHash: hash, rulingId, caseId: theCase.id },
      ]);
    });

    test('refuses what was decided on an older case, and writes nothing of it', async () => {
      const { store, beside } = await opened();
      const theCase = await caseOf(store, await fileOne(store));
      const claim = { kind: 'claim', task: 'ruling' } as const;
      const outcomes = await Promise.all([
        act(store, theCase, REVIEWER, claim),
        act(store, theCase, OTHER, claim),
      ]);
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['appended', 'changed-meanwhile']);
      expect((await store.cases([theCase.id]))[0]?.version).toBe(theCase.version + 1);
      expect(await beside.run('select number from audit_entries')).toHaveLength(1);
    });

    test('lets one of two nodes have a claim, whatever their clocks say', async () => {
      const { store, place } = await opened();
      const second = await stores.open(place);
      const theCase = await caseOf(store, await fileOne(store));
      const claim = { kind: 'claim', task: 'ruling' } as const;
      await second.cases([theCase.id]);
      const outcomes = await Promise.all([
        act(store, theCase, REVIEWER, claim, '2026-11-20T12:00:00.000Z'),
        act(second, theCase, OTHER, claim, '2026-11-20T02:00:00.000Z'),
      ]);
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['appended', 'changed-meanwhile']);
      expect(await second.cases([theCase.id])).toEqual(await store.cases([theCase.id]));
    });

    test('never lets time run back in a case that nodes with skewed clocks write to', async () => {
      const { store, place, beside } = await opened();
      const behind = await stores.open(place);
      await store.fileComplaint(sampleFiling({ receivedAt: new Date('2026-11-20T12:00:00Z') }));
      await behind.fileComplaint(sampleFiling({ receivedAt: new Date('2026-11-20T02:00:00Z') }));
      const rows = await beside.run('select event from case_events order by number');
      const times = rows.map(({ event }) => (JSON.parse(String(event)) as { at: string }).at);
      expect(times).toEqual([...times].sort());
      expect(await behind.caseOfDestination('prize.example/')).toEqual(
        await store.caseOfDestination('prize.example/'),
      );
    });

    test('knows no case that is not there', async () => {
      const { store } = await opened();
      const theCase = await caseOf(store, await fileOne(store));
      const outcome = await store.appendToCase({
        caseId: 'nowhere',
        expectedVersion: 1,
        events: [],
        act: { at: theCase.changedAt, actor: REVIEWER, act: 'claim' },
      });
      expect(outcome).toEqual({ kind: 'changed-meanwhile' });
    });
  });

  describe('cases', () => {
    test('are the fold of their events, however they are read', async () => {
      const { store, place, beside } = await opened();
      await ruleOn(store, await caseOf(store, await fileOne(store)));
      await fileOne(store, 'https://prize.example/again');
      const theCase = await store.caseOfDestination('prize.example/');
      const rows = await beside.run('select event from case_events order by number');
      expect(theCase).toEqual(foldOf(rows.map(({ event }) => JSON.parse(String(event)))));
      const fresh = await stores.open(place);
      expect(await fresh.cases([theCase?.id ?? '', 'nowhere'])).toEqual([theCase]);
      expect(await fresh.casesAfter('', 10)).toEqual([theCase]);
      expect(await fresh.casesAfter(theCase?.id ?? '', 10)).toEqual([]);
    });

    test('are refused where an event was changed into nonsense', async () => {
      const { store, place, beside } = await opened();
      await fileOne(store);
      await beside.run(`update case_events set event = '{"kind":"case.vanished"}'`);
      const fresh = await stores.open(place);
      await expect(fresh.caseOfDestination('prize.example/')).rejects.toMatchObject({
        code: 'store-corrupt',
      });
    });

    test('of an owner are those of the host, and of all below it where that is asked', async () => {
      const { store } = await opened();
      for (const host of ['my_shop.example', 'a.my_shop.example', 'myxshop.example', 'p.example']) {
        await fileOne(store, `https://${host}/`);
      }
      const hosts = async (below: boolean) =>
        (await store.casesOfHost('my_shop.example', { below, limit: 10 }))
          .map(({ destination }) => destination.host)
          .sort();
      expect(await hosts(true)).toEqual(['a.my_shop.example', 'my_shop.example']);
      expect(await hosts(false)).toEqual(['my_shop.example']);
    });
  });

  describe('queue', () => {
    test('has the oldest first, those in a hurry ahead of them, and tells each its place', async () => {
      const { store } = await opened();
      const ids: string[] = [];
      for (const day of [3, 1, 2]) {
        const address = `https://host-${day}.example/`;
        const complaint = sampleComplaint({ address });
        const receivedAt = new Date(`2026-11-01T0${day}:00:00.000Z`);
        await store.fileComplaint(sampleFiling({ complaint, receivedAt }));
        ids.push((await store.caseOfDestination(`host-${day}.example/`))?.id ?? '');
      }
      const [third = '', first = '', second = ''] = ids;
      const order = async () =>
        (await store.queue({ limit: 10, phases: ['open'] })).map(({ caseId }) => caseId);
      expect(await order()).toEqual([first, second, third]);
      const places = async () => Promise.all([third, first, second].map(store.placeInQueue));
      expect(await places()).toEqual([2, 0, 1]);

      const [last] = await store.cases([third]);
      if (last === undefined) throw new Error('the case is gone');
      await mustAct(
        store,
        last,
        { id: 'service', role: 'system' },
        { kind: 'hurry', reporters: 9 },
      );
      expect(await order()).toEqual([third, first, second]);
      expect(await places()).toEqual([0, 1, 2]);
      expect(await store.placeInQueue('nowhere')).toBeUndefined();
    });
  });

  test('a ruling that is lifted is told by what the complaints and the log say', async () => {
    const { store } = await opened();
    const receipt = await fileOne(store);
    const { theCase, rulingId } = await ruleOn(store, await caseOf(store, receipt), draftOf());
    const senior = { id: 'senior-1', role: 'senior' } as const;
    await mustAct(store, theCase, senior, { kind: 'lift', rulingId, why: 'It was a mistake.' });
    expect(await store.complaintStates([receipt])).toMatchObject([{ state: 'dismissed' }]);
    const { entries } = await store.publicLog.page({ from: 1, limit: 10 });
    expect(entries.map(({ fact }) => fact.kind)).toEqual(['ruling.published', 'ruling.lifted']);
  });
}
