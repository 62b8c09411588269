import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packagedPolicy } from '../../../src/policy/index.ts';
import { publishAside, readPublished } from '../../../src/service/publish/index.ts';
import { hosts, NOW, openWorkshop, type Workshop } from './workshop.ts';

function optionsOf({ dir, keys, list }: Workshop) {
  return {
    dir,
    keys: [keys.ruleset],
    policy: packagedPolicy('everyday'),
    grades: {},
    sources: [list('mine', hosts(0, 20_000))],
    now: NOW,
    withSeed: false,
  };
}

describe('publishAside', () => {
  test('publishes while this thread goes on', { timeout: 60_000 }, async () => {
    const workshop = await openWorkshop();
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 1);
    const { manifest, report } = await publishAside(optionsOf(workshop));
    clearInterval(turning);
    expect(turns).toBeGreaterThan(10);
    expect((await readPublished(workshop.dir)).manifest).toEqual(manifest);
    expect(report.perList).toMatchObject([{ list: 'mine', rules: 20_000, refused: 0 }]);
  });

  test('fails as publishing does, and writes nothing', { timeout: 60_000 }, async () => {
    const workshop = await openWorkshop();
    const options = { ...optionsOf(workshop), dir: join(workshop.data, 'elsewhere') };
    await expect(publishAside(options)).rejects.toMatchObject({
      code: 'no-root',
      message: expect.stringContaining('holds no root'),
    });
  });
});
