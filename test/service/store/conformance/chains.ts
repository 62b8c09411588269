import { describe, expect, test } from 'vitest';
import { formatPublicEntry, verifyLog } from '../../../../src/redress/index.ts';
import type { Store } from '../../../../src/service/store/store.ts';
import { caseOf, fileOne, REVIEWER, ruleOn } from '../case-story.ts';
import type { Stores } from '../stores.ts';

const AT = '2026-11-20T08:00:00.000Z';

function record(store: Store, subject: string) {
  return store.audit.record({ at: AT, actor: REVIEWER, act: 'looked', subject, detail: { n: 1 } });
}

export function testChains(stores: Stores): void {
  describe('audit', () => {
    test('links every act to the one before, from all nodes at once', async () => {
      const place = await stores.newPlace();
      const nodes = [await stores.open(place), await stores.open(place)];
      await Promise.all(
        Array.from({ length: 30 }, (_, index) => {
          const node = nodes[index % 2];
          return node === undefined ? undefined : record(node, `subject-${index}`);
        }),
      );
      const [store] = nodes;
      const page = await store?.audit.page({ limit: 100 });
      expect(page?.count).toBe(30);
      expect(page?.entries.map(({ number }) => number)).toEqual(
        Array.from({ length: 30 }, (_, index) => 30 - index),
      );
      expect(await store?.audit.firstBroken()).toBeUndefined();
    });

    test('tells where it was changed, shortened in the middle, or added to', async () => {
      for (const [change, broken] of [
        ['update audit_entries set "by" = \'somebody\' where number = 2', 2],
        ['delete from audit_entries where number = 2', 3],
        ["update audit_entries set at = '2027-01-01T00:00:00.000Z' where number = 3", 3],
      ] as const) {
        const place = await stores.newPlace();
        const store = await stores.open(place);
        for (const subject of ['a', 'b', 'c']) await record(store, subject);
        await (await stores.beside(place)).run(change);
        expect(await store.audit.firstBroken()).toBe(broken);
      }
    });

    test('vouches for the events of the cases that it tells of', async () => {
      const place = await stores.newPlace();
      const store = await stores.open(place);
      const { theCase } = await ruleOn(store, await caseOf(store, await fileOne(store)));
      const { entries } = await store.audit.page({ limit: 10, subject: theCase.id });
      expect(entries.map(({ act }) => act)).toEqual(['publish', 'rule', 'claim']);
      const [row] = await (await stores.beside(place)).run(
        'select link from case_events order by number desc limit 1',
      );
      expect(entries[0]?.detail).toEqual({ version: theCase.version, link: row?.link });
      expect(entries[0]?.actor).toEqual({ id: 'publisher-1', role: 'publisher' });
    });

    test('is read page by page', async () => {
      const store = await stores.open(await stores.newPlace());
      for (const subject of ['a', 'b', 'c']) await record(store, subject);
      const { entries } = await store.audit.page({ limit: 2 });
      expect(entries.map(({ subject }) => subject)).toEqual(['c', 'b']);
      const rest = await store.audit.page({ limit: 2, before: entries.at(-1)?.number ?? 0 });
      expect(rest.entries.map(({ subject }) => subject)).toEqual(['a']);
    });
  });

  describe('publicLog', () => {
    test('is one that anybody can verify, whoever writes to it at once', async () => {
      const place = await stores.newPlace();
      const [one, other] = [await stores.open(place), await stores.open(place)];
      const noted = (rulingId: string) => ({ kind: 'removal.noted', rulingId }) as const;
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          (index % 2 ? one : other).publicLog.append(AT, [noted(`a-${index}`), noted('b')]),
        ),
      );
      const { entries, head, count } = await one.publicLog.page({ from: 1, limit: 100 });
      expect(count).toBe(40);
      const check = verifyLog(entries.map(formatPublicEntry).join(''));
      expect(check).toMatchObject({ kind: 'whole', count: 40, head });
      const piece = await one.publicLog.page({ from: 39, limit: 100 });
      expect(piece.entries.map(({ number }) => number)).toEqual([39, 40]);
    });

    test('is empty before anything was decided', async () => {
      const store = await stores.open(await stores.newPlace());
      const page = await store.publicLog.page({ from: 1, limit: 10 });
      expect(page).toEqual({ entries: [], head: undefined, count: 0 });
    });
  });
}
