import { beforeEach, describe, expect, test } from 'vitest';
import { packagedPolicy } from '../../../../src/policy/index.ts';
import { makeWorld, NOW, rulesetOf, SEED_VERSION, type World } from '../world.ts';

const HOUR = 3_600_000;

let world: World;

beforeEach(async () => {
  world = await makeWorld();
});

const stageFrom = (id: string, at: number) => ({
  id,
  from: new Date(at).toISOString(),
  minimumVersion: '0.0.0',
  contexts: ['group' as const],
  share: 1,
  action: 'ask' as const,
  approvedBy: { who: 'somebody', on: '2026-11-20', record: 'test' },
});

async function start(...stages: readonly number[]) {
  const policy = {
    ...packagedPolicy('everyday'),
    stages: stages.map((at, index) => stageFrom(`stage-${index}`, at)),
  };
  world.pack(await rulesetOf([], { key: world.key, version: SEED_VERSION, policy }));
  const worker = await world.startWorker();
  const folder = '../../../../src/extension/background/verdict';
  const next: typeof import('../../../../src/extension/background/verdict/next-change.ts') =
    await import(`${folder}/next-change.ts`);
  return { ...worker, ...next };
}

const scheduled = () => world.alarms.get('decisions');
const lasting = (days: number) => ({
  ...{ scope: 'origin' as const, value: `https://d${days}.example`, lasts: days },
  madeIn: 'group' as const,
  site: '',
});

describe('scheduleNextChange', () => {
  test('wakes the worker when the first of the exceptions expires', async () => {
    const worker = await start();
    await worker.addException(lasting(7));
    await worker.addException(lasting(1));
    await worker.scheduleNextChange();
    expect(scheduled()).toEqual({ when: NOW + 24 * HOUR });
  });

  test('wakes it for the next stage, not for those that have begun', async () => {
    const worker = await start(NOW - HOUR, NOW + 3 * HOUR, NOW + 2 * HOUR);
    await worker.addException(lasting(1));
    await worker.scheduleNextChange();
    expect(scheduled()).toEqual({ when: NOW + 2 * HOUR });
  });

  test('wakes it for nothing where nothing ends or begins', async () => {
    const worker = await start();
    await worker.addException({ ...lasting(1), lasts: 'always' });
    await worker.addException(lasting(7));
    await worker.scheduleNextChange();
    expect(scheduled()).toBeDefined();
    for (const { id, expiresAt } of await worker.listExceptions()) {
      if (expiresAt !== null) await worker.removeException(id);
    }
    await worker.scheduleNextChange();
    expect(scheduled()).toBeUndefined();
  });
});
