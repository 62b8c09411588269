import { describe, expect, test } from 'vitest';
import { drillMigration } from '../../support/migration-drill.ts';
import { STORE_KINDS, useStores } from './stores.ts';

/** `npm run drill -- migration` does it after each statement. */
const KILLS = 6;

describe.each(STORE_KINDS)('a migration on %s that is killed', (kind) => {
  const stores = useStores(kind);

  test('is completed by the next one that opens the database', { timeout: 120_000 }, async () => {
    const killed = await drillMigration({
      newPlace: () => stores.newPlace(),
      isAsked: (statement, statements) =>
        Math.floor((statement * KILLS) / statements) >
        Math.floor(((statement - 1) * KILLS) / statements),
    });
    expect(killed).toBeGreaterThan(KILLS / 2);
  });
});
