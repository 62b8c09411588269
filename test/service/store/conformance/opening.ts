import { describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../../../src/service/store/migrations.ts';
import { sampleFiling } from '../sample-filing.ts';
import type { Stores } from '../stores.ts';

export function testOpening(stores: Stores): void {
  describe('openStore', () => {
    test('keeps what was filed when it is opened again', async () => {
      const place = await stores.newPlace();
      const before = await stores.open(place);
      const one = sampleFiling();
      const filed = await before.fileComplaint(one);
      const after = await stores.open(place);
      expect(filed.kind).toBe('filed');
      expect(await after.fileComplaint(one)).toEqual({ ...filed, kind: 'known' });
    });

    test('records each migration once, even when many open it at once', async () => {
      const place = await stores.newPlace();
      await Promise.all(Array.from({ length: 4 }, () => stores.open(place)));
      const beside = await stores.beside(place);
      const rows = await beside.run('select name from migrations order by name');
      expect(rows.map(({ name }) => name)).toEqual(MIGRATIONS.map(({ name }) => name));
    });

    test('leaves alone what a newer release added, and goes on working', async () => {
      const place = await stores.newPlace();
      await stores.open(place);
      const beside = await stores.beside(place);
      await beside.run("insert into migrations values ('2031-01-01-later', '2031-01-01')");
      await beside.run("alter table complaints add column later text default 'x' not null");
      const again = await stores.open(place);
      expect(await again.fileComplaint(sampleFiling())).toMatchObject({ kind: 'filed' });
      expect(await beside.run('select later from complaints')).toEqual([{ later: 'x' }]);
    });

    test('refuses a place that is not there', async () => {
      const place = (await stores.newPlace()).replace(/[^/]+$/, 'nowhere/there');
      await expect(stores.open(place)).rejects.toMatchObject({ code: 'store-unavailable' });
    });
  });

  describe('isHealthy', () => {
    test('is false once the tables are gone', async () => {
      const place = await stores.newPlace();
      const store = await stores.open(place);
      expect(await store.isHealthy()).toBe(true);
      await (await stores.beside(place)).run('drop table migrations');
      expect(await store.isHealthy()).toBe(false);
    });
  });
}
