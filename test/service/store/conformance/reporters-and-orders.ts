import { describe, expect, test } from 'vitest';
import type { Store } from '../../../../src/service/store/store.ts';
import { sampleComplaint } from '../../sample-complaint.ts';
import { caseOf, draftOf, mustAct, PUBLISHER, REVIEWER } from '../case-story.ts';
import { sampleFiling } from '../sample-filing.ts';
import type { Stores } from '../stores.ts';

async function file(store: Store, reporter: string, changes: object = {}): Promise<string> {
  const filing = sampleFiling({ reporter, network: `around ${reporter}`, ...changes });
  const outcome = await store.fileComplaint(filing);
  if (outcome.kind === 'conflict') throw new Error('the key was used');
  return outcome.standing.receipt;
}

async function dismiss(store: Store, receipt: string, isUnfounded: boolean): Promise<void> {
  const before = await caseOf(store, receipt);
  const claimed = await mustAct(store, before, REVIEWER, { kind: 'claim', task: 'ruling' });
  const draft = draftOf({ measure: { kind: 'none', manifestlyUnfounded: isUnfounded } });
  const rulingId = `ruling-${receipt}`;
  const ruled = await mustAct(store, claimed, REVIEWER, { kind: 'rule', rulingId, draft });
  await mustAct(store, ruled, PUBLISHER, { kind: 'publish', rulingId });
}

export function testReportersAndOrders(stores: Stores): void {
  const opened = async () => stores.open(await stores.newPlace());

  describe('reporters', () => {
    test('are told apart in the cases that they speak in', async () => {
      const store = await opened();
      const receipt = await file(store, 'ada', {
        complaint: sampleComplaint({ comment: '诈'.repeat(900) }),
      });
      await file(store, 'bea');
      const { id } = await caseOf(store, receipt);
      const voices = await store.reporters.voices([id, 'nowhere'], 10);
      expect(
        voices.map(({ caseId, reporter, network }) => [caseId, reporter, network]).sort(),
      ).toEqual(['ada', 'bea'].map((one) => [id, one, `around ${one}`]));
      expect(voices.find(({ reporter }) => reporter === 'ada')?.comment).toBe('诈'.repeat(400));
      expect(await store.reporters.voices([], 10)).toEqual([]);
      expect(await store.reporters.voices([id], 1)).toHaveLength(1);
    });

    test('who are many in a short time are found by their case, once', async () => {
      const store = await opened();
      const before = '2026-11-01T00:00:00.000Z';
      for (const reporter of ['ada', 'bea', 'cleo']) await file(store, reporter);
      await file(store, 'cleo');
      const theCase = await store.caseOfDestination('prize.example/');
      expect(await store.reporters.fastCases(before, 4)).toEqual([]);
      expect(await store.reporters.fastCases('2036-11-01T00:00:00.000Z', 3)).toEqual([]);
      expect(await store.reporters.fastCases(before, 3)).toEqual([theCase?.id]);
      if (theCase === undefined) throw new Error('the case is gone');
      const system = { id: 'service', role: 'system' } as const;
      await mustAct(store, theCase, system, { kind: 'hurry', reporters: 3 });
      expect(await store.reporters.fastCases(before, 3)).toEqual([]);
    });

    test('have a history of what was decided, and warnings', async () => {
      const store = await opened();
      const receipt = await file(store, 'ada');
      await file(store, 'ada', { complaint: sampleComplaint({ address: 'https://b.example/' }) });
      const waiting = await store.reporters.histories(['ada']);
      expect(waiting.get('ada')).toEqual({ reports: [], warnings: [] });
      await dismiss(store, receipt, true);
      const at = '2026-11-21T08:00:00.000Z';
      await store.reporters.warn('ada', at);
      await store.reporters.warn('ada', at);
      const histories = await store.reporters.histories(['ada', 'bea']);
      expect(histories.get('ada')).toMatchObject({
        reports: [{ outcome: 'unfounded' }],
        warnings: [at],
      });
      expect(histories.get('bea')).toEqual({ reports: [], warnings: [] });
      expect(await store.reporters.histories([])).toEqual(new Map());
    });

    test('who are limited wait behind all others', async () => {
      const store = await opened();
      const at = (host: string) => ({
        complaint: sampleComplaint({ address: `https://${host}/` }),
      });
      const limitedUntil = '2036-01-01T00:00:00.000Z';
      const first = await file(store, 'ada', { ...at('a.example'), limitedUntil });
      const second = await file(store, 'bea', at('b.example'));
      const [limited, other] = [await caseOf(store, first), await caseOf(store, second)];
      const queue = await store.queue({ limit: 10 });
      expect(queue.map(({ caseId }) => caseId)).toEqual([other.id, limited.id]);
      expect(await store.placeInQueue(limited.id)).toBe(1);
    });

    test('of a row that a former release wrote count by the age of their case', async () => {
      const place = await stores.newPlace();
      const store = await stores.open(place);
      const receipt = await file(store, 'ada');
      const beside = await stores.beside(place);
      await beside.run('update case_tasks set ranked_at = null');
      await beside.run('update complaints set reporter = null, network = null');
      const { id } = await caseOf(store, receipt);
      expect(await store.queue({ limit: 10 })).toMatchObject([{ caseId: id }]);
      expect(await store.placeInQueue(id)).toBe(0);
      expect(await store.reporters.voices([id], 10)).toMatchObject([{ network: undefined }]);
    });
  });

  describe('documents', () => {
    test('are kept under their name, the newest of each', async () => {
      const store = await opened();
      expect(await store.documents.read('equality')).toBeUndefined();
      await store.documents.keep('equality', { at: 1 });
      await store.documents.keep('equality', { at: 2, words: '同' });
      expect(await store.documents.read('equality')).toEqual({ at: 2, words: '同' });
      expect(await store.documents.read('publishing')).toBeUndefined();
    });
  });

  describe('publish orders', () => {
    test('wait until they are settled, and stand in the audit chain', async () => {
      const store = await opened();
      const by = { id: 'publisher-1', role: 'publisher' } as const;
      const order = (kind: 'hold' | 'release', minute: number) =>
        store.publishOrders.place({
          kind,
          by,
          at: `2026-11-20T08:0${minute}:00.000Z`,
          why: '为何',
        });
      await order('hold', 1);
      await order('release', 2);
      const waiting = await store.publishOrders.waiting();
      expect(waiting.map(({ kind }) => kind)).toEqual(['hold', 'release']);
      const at = '2026-11-20T08:05:00.000Z';
      await store.publishOrders.settle(waiting[0]?.id ?? '', at, 'busy');
      expect(await store.publishOrders.waiting()).toHaveLength(1);
      expect(await store.publishOrders.recent(5)).toMatchObject([
        { kind: 'release', doneAt: undefined },
        { kind: 'hold', by: 'publisher-1', why: '为何', doneAt: at, outcome: 'busy' },
      ]);
      const { entries } = await store.audit.page({ limit: 5 });
      expect(entries.map(({ act }) => act)).toEqual(['ruleset.release', 'ruleset.hold']);
    });
  });
}
