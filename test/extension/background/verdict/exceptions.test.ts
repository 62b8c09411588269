import { beforeEach, describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../world.ts';

let world: World;
let exceptions: typeof import('../../../../src/extension/background/verdict/exceptions.ts');

beforeEach(async () => {
  world = await makeWorld();
  await world.startWorker();
  exceptions = await import('../../../../src/extension/background/verdict/exceptions.ts');
});

const MADE = {
  scope: 'origin',
  value: 'https://shop.example',
  madeIn: 'group',
  site: 'slack',
} as const;

describe('addException', () => {
  test('keeps in which chat it was made, where one is known', async () => {
    await exceptions.addException({ ...MADE, lasts: 'always' });
    await exceptions.addException({ ...MADE, site: '', value: 'https://b.example', lasts: 1 });
    const made = await exceptions.listExceptions();
    expect(made.find(({ value }) => value === MADE.value)).toMatchObject({ madeOn: 'slack' });
    expect(made.find(({ value }) => value !== MADE.value)).not.toHaveProperty('madeOn');
  });
});

describe('clearExceptions', () => {
  test('removes all that are listed: those that are kept, and those of the session', async () => {
    const answer = { ...MADE, scope: 'url', value: 'https://t.cn/a', lifts: 'ask' } as const;
    await exceptions.addException({ ...MADE, lasts: 'always' });
    await exceptions.addException({ ...MADE, value: 'https://b.example', lasts: 'session' });
    await exceptions.addException({ ...answer, lasts: 'session' });
    expect(await exceptions.listExceptions()).toHaveLength(3);
    await exceptions.clearExceptions();
    expect(await exceptions.listExceptions()).toEqual([]);
  });
});
