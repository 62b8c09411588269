import { beforeEach, describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../world.ts';

let world: World;
let exceptions: typeof import('../../../../src/extension/background/verdict/exceptions.ts');

beforeEach(async () => {
  world = await makeWorld();
  await world.startWorker();
  exceptions = await import('../../../../src/extension/background/verdict/exceptions.ts');
});

const MADE = { scope: 'origin', value: 'https://shop.example', madeIn: 'group' } as const;

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
