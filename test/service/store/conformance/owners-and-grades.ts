import { describe, expect, test } from 'vitest';
import { newIdempotencyKey } from '../../sample-complaint.ts';
import type { Stores } from '../stores.ts';

const AT = '2026-11-20T08:00:00.000Z';
const LATER = '2027-02-20T08:00:00.000Z';

export function testOwnersAndGrades(stores: Stores): void {
  describe('ownerClaims', () => {
    test('are found by their key, which is not kept', async () => {
      const place = await stores.newPlace();
      const { ownerClaims } = await stores.open(place);
      const key = newIdempotencyKey();
      const claim = { id: 'claim-1', domain: 'shop.example', method: 'dns' } as const;
      await ownerClaims.add(claim, key, AT);
      expect(await ownerClaims.byKey(key)).toEqual(claim);
      expect(await ownerClaims.byKey(newIdempotencyKey())).toBeUndefined();
      const rows = await (await stores.beside(place)).run('select * from owner_claims');
      expect(JSON.stringify(rows)).not.toContain(key);
    });

    test('are proven for a time, and those that never were are removed', async () => {
      const { ownerClaims } = await stores.open(await stores.newPlace());
      for (const id of ['one', 'two']) {
        await ownerClaims.add({ id, domain: 'shop.example', method: 'dns' }, id, AT);
      }
      await ownerClaims.prove('one', AT, LATER);
      expect(await ownerClaims.byId('one')).toMatchObject({ provenAt: AT, validUntil: LATER });
      expect(await ownerClaims.removeUnproven(LATER)).toBe(1);
      expect(await ownerClaims.byId('two')).toBeUndefined();
      expect(await ownerClaims.byId('one')).toBeDefined();
    });
  });

  describe('grades', () => {
    test('are kept in order, once for each instant, with their interval', async () => {
      const { grades } = await stores.open(await stores.newPlace());
      const point = (at: string, credit: number) =>
        ({ at, grade: 'B', credit, low: credit - 4.5, high: credit + 3.25 }) as const;
      await grades.add('taobao', point(LATER, 71.5));
      await grades.add('taobao', point(AT, 80));
      await grades.add('taobao', point(AT, 20));
      await grades.add('douyin', point(AT, 60));
      expect(await grades.history('taobao', 10)).toEqual([point(AT, 80), point(LATER, 71.5)]);
      expect(await grades.history('taobao', 1)).toEqual([point(LATER, 71.5)]);
    });
  });
}
