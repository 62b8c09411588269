import { describe, expect, test } from 'vitest';
import type { Store } from '../../../../src/service/store/store.ts';
import type { Beside } from '../../../support/database-beside.ts';
import { newIdempotencyKey, sampleComplaint } from '../../sample-complaint.ts';
import { sampleFiling } from '../sample-filing.ts';
import type { Stores } from '../stores.ts';

export function testComplaints(stores: Stores): void {
  async function opened(): Promise<{ store: Store; place: string; beside: Beside }> {
    const place = await stores.newPlace();
    const store = await stores.open(place);
    return { store, place, beside: await stores.beside(place) };
  }

  async function countOf(beside: Beside): Promise<number> {
    return (await beside.run('select id from complaints')).length;
  }

  describe('fileComplaint', () => {
    test('answers with an unguessable receipt, and keeps exactly what was filed', async () => {
      const { store, beside } = await opened();
      const one = sampleFiling();
      expect(await store.fileComplaint(one)).toEqual({
        kind: 'filed',
        standing: {
          receipt: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
          state: 'received',
          receivedAt: '2026-11-20T08:00:00.000Z',
          updatedAt: '2026-11-20T08:00:00.000Z',
        },
      });
      const [row] = await beside.run('select * from complaints');
      expect(row).toMatchObject({
        idempotency_key: one.idempotencyKey,
        address: one.complaint.address,
        canonical: one.canonical,
        kind: 'inducement',
        context: 'group',
        comment: one.complaint.comment,
        received_at: '2026-11-20T08:00:00.000Z',
      });
      expect(Number(row?.ruleset_version)).toBe(12);
    });

    test('answers a retry with the same receipt, however its members are ordered', async () => {
      const { store, beside } = await opened();
      const one = sampleFiling();
      const filed = await store.fileComplaint(one);
      const { address, ...rest } = one.complaint;
      const retried = await store.fileComplaint({ ...one, complaint: { ...rest, address } });
      expect(retried).toEqual({ ...filed, kind: 'known' });
      expect(await countOf(beside)).toBe(1);
    });

    test('refuses a key that was used for another complaint', async () => {
      const { store, beside } = await opened();
      const one = sampleFiling();
      await store.fileComplaint(one);
      const other = { ...one, complaint: sampleComplaint({ comment: 'another' }) };
      expect(await store.fileComplaint(other)).toEqual({ kind: 'conflict' });
      expect(await countOf(beside)).toBe(1);
    });

    test('refuses it too when both come at once', async () => {
      const { store, beside } = await opened();
      const one = sampleFiling();
      const other = { ...one, complaint: sampleComplaint({ comment: 'another' }) };
      const outcomes = await Promise.all([one, other, one].map(store.fileComplaint));
      expect(outcomes.map(({ kind }) => kind)).toEqual(['filed', 'conflict', 'known']);
      expect(await countOf(beside)).toBe(1);
    });

    test('files once when one complaint comes many times at once, to two nodes', async () => {
      const { store, place, beside } = await opened();
      const second = await stores.open(place);
      const one = sampleFiling();
      const outcomes = await Promise.all(
        Array.from({ length: 40 }, (_, index) => (index % 2 ? store : second).fileComplaint(one)),
      );
      expect(outcomes.filter(({ kind }) => kind === 'filed')).toHaveLength(1);
      expect(outcomes.filter(({ kind }) => kind === 'known')).toHaveLength(39);
      const receipts = outcomes.map((each) => 'standing' in each && each.standing.receipt);
      expect(new Set(receipts).size).toBe(1);
      expect(await countOf(beside)).toBe(1);
    });

    test('files each of 200 that come at once', async () => {
      const { store, beside } = await opened();
      const outcomes = await Promise.all(
        Array.from({ length: 200 }, () => store.fileComplaint(sampleFiling())),
      );
      expect(outcomes.every(({ kind }) => kind === 'filed')).toBe(true);
      expect(await countOf(beside)).toBe(200);
    });

    test('refuses what is too much to wait for, and none of it is kept', async () => {
      const { store, beside } = await opened();
      const settled = await Promise.allSettled(
        Array.from({ length: 1000 }, () => store.fileComplaint(sampleFiling())),
      );
      const filed = settled.filter(({ status }) => status === 'fulfilled');
      const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      expect(refused.length).toBeGreaterThan(0);
      expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['store-unavailable']));
      expect(await countOf(beside)).toBe(filed.length);
    });

    test('keeps text of every script, quotes and control characters as it is', async () => {
      const { store, beside } = await opened();
      const comment = `'; drop table complaints; -- 诈骗 \u202e \u0001 🙈`;
      await store.fileComplaint(sampleFiling({ complaint: sampleComplaint({ comment }) }));
      expect(await beside.run('select comment from complaints')).toEqual([{ comment }]);
    });

    test('files the good ones of a batch in which one cannot be kept', async () => {
      const { store, beside } = await opened();
      // No border lets it through: a version that is no number of the database.
      const bad = sampleFiling({ complaint: sampleComplaint({ rulesetVersion: Number.NaN }) });
      const settled = await Promise.allSettled(
        [sampleFiling(), bad, sampleFiling()].map(store.fileComplaint),
      );
      expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(await countOf(beside)).toBe(2);
      expect(await store.isHealthy()).toBe(true);
    });
  });

  describe('complaintStates', () => {
    test('tells how each known receipt stands, and leaves out the unknown', async () => {
      const { store, beside } = await opened();
      const filed = await store.fileComplaint(sampleFiling());
      const receipt = filed.kind === 'conflict' ? '' : filed.standing.receipt;
      await beside.run(
        "update case_complaints set state = 'in-review', updated_at = '2026-11-21T00:00:00.000Z'",
      );
      expect(await store.complaintStates([newIdempotencyKey(), receipt])).toEqual([
        {
          receipt,
          state: 'in-review',
          receivedAt: '2026-11-20T08:00:00.000Z',
          updatedAt: '2026-11-21T00:00:00.000Z',
        },
      ]);
    });
  });
}
