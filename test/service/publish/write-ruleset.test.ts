import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { checkAdvance } from '../../../src/policy/index.ts';
import { readLog, readPublished } from '../../../src/service/publish/index.ts';
import { hosts, NOW, openWorkshop, type Workshop } from './workshop.ts';

let workshop: Workshop;

beforeEach(async () => {
  workshop = await openWorkshop();
});

const publishHosts = (from: number, to: number, more: Parameters<Workshop['publish']>[1] = {}) =>
  workshop.publish([workshop.list('mine', hosts(from, to))], more);

describe('the gate against shrinking', () => {
  test('refuses less than half of the former rules, and writes nothing', async () => {
    const { manifest } = await publishHosts(0, 400);
    await expect(publishHosts(0, 199)).rejects.toMatchObject({
      code: 'shrunk',
      message: expect.stringContaining('199 after 400'),
    });
    expect((await readPublished(workshop.dir)).manifest).toEqual(manifest);
    expect(await readLog(workshop.dir)).toHaveLength(1);
  });

  test('lets it pass when it is meant, and says so as long as anybody may hold more', async () => {
    const large = await readAfter(publishHosts(0, 400));
    const small = await readAfter(publishHosts(0, 150, { allowShrink: true }));
    const same = await readAfter(publishHosts(0, 151));
    const half = await readAfter(publishHosts(0, 200));
    expect([large, small, same, half].map(({ manifest }) => manifest.shrinks)).toEqual([
      undefined,
      true,
      true,
      undefined,
    ]);
    const at = { floor: 0, now: NOW, held: large };
    for (const next of [small, same, half]) expect(() => checkAdvance(next, at)).not.toThrow();
  });

  test('counts what was logged when the former ruleset is gone', async () => {
    await publishHosts(0, 400);
    rmSync(join(workshop.dir, 'manifest.json'));
    await expect(publishHosts(0, 10)).rejects.toMatchObject({ code: 'shrunk' });
  });
});

describe('the gate for popular hosts', () => {
  const decide = (expression: string) =>
    [{ expression, decision: 'list', by: 'somebody', why: 'a test' }] as const;

  test('lets through what somebody decided to list, and nothing beside it', async () => {
    const source = workshop.list('mine', 'google.com\nbad.test');
    const { report } = await workshop.publish([source]);
    expect(report.review).toMatchObject([{ expression: 'google.com/' }]);
    await workshop.publish([source], { decisions: decide('google.com/') });
    const { rules } = await readPublished(workshop.dir);
    expect(rules.find('https://google.com/')?.effect).toBe('listed');
  });
});

async function readAfter(publishing: Promise<unknown>) {
  await publishing;
  return readPublished(workshop.dir);
}
