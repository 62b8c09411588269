import { beforeEach, describe, expect, test } from 'vitest';
import { CONTEXTS } from '../../../../src/policy/index.ts';
import { lookupOf, makeWorld, NOW, rulesetOf, SEED_VERSION, type World } from '../world.ts';

let world: World;
let trying: typeof import('../../../../src/extension/background/options/try-link.ts');
let choices: typeof import('../../../../src/extension/background/verdict/choices.ts');

const PAGE = { isPrivate: false, tabId: 7 };
const LINK = { href: 'https://tried.example/a?secret=1', text: 'look', site: 'slack' };

beforeEach(async () => {
  world = await makeWorld();
  world.pack(await rulesetOf([], { key: world.key, version: SEED_VERSION }));
  world.service.respond = lookupOf();
  await world.startWorker();
  trying = await import('../../../../src/extension/background/options/try-link.ts');
  choices = await import('../../../../src/extension/background/verdict/choices.ts');
});

describe('tryLink', () => {
  test('tells of every kind of conversation, and asks the service once', async () => {
    await choices.setChoice('group', 'block');
    const { link, contexts } = await trying.tryLink(LINK, PAGE);
    expect(Object.keys(contexts).sort()).toEqual([...CONTEXTS].sort());
    expect(contexts.group.action).toBe('block');
    expect(contexts.group.trace.some(({ rule }) => rule === 'own-group')).toBe(true);
    expect(contexts.direct.action).toBe('open');
    expect(link).toMatchObject({ address: LINK.href, site: 'slack' });
    expect(world.sent).toHaveLength(1);
  });

  test('tells as well what the policy alone says, when, and by which rules', async () => {
    await choices.setChoice('group', 'block');
    const tried = await trying.tryLink(LINK, PAGE);
    expect(tried.byPolicy.group).toMatchObject({ action: 'open' });
    expect(tried.byPolicy.group.trace.map(({ source }) => source)).not.toContain('personal');
    expect(tried).toMatchObject({ at: NOW, policy: 'everyday', complaining: 'possible' });
    expect(tried).toMatchObject({ rulesetVersion: SEED_VERSION, version: '0.1.0' });
  });

  test('takes what is no address', async () => {
    const { link } = await trying.tryLink({ href: 'no address', text: '', site: '' }, PAGE);
    expect(link).toMatchObject({ verdict: 'unknown', destination: undefined });
  });
});

describe('handOver', () => {
  test('opens the page without the link in its address, and gives it once', async () => {
    await trying.handOver(LINK);
    expect(JSON.stringify(world.tabs.created)).toContain('#try');
    expect(JSON.stringify(world.tabs.created)).not.toContain('tried.example');
    await world.startWorker();
    const again = await import('../../../../src/extension/background/options/try-link.ts');
    expect(await again.takeHanded()).toEqual(LINK);
    expect(await again.takeHanded()).toBeUndefined();
  });
});
