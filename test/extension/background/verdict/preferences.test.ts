import { beforeEach, describe, expect, test } from 'vitest';
import { makeWorld, rulesetOf, SEED_VERSION, type World } from '../world.ts';

let world: World;
let preferences: typeof import('../../../../src/extension/background/verdict/preferences.ts');
let choices: typeof import('../../../../src/extension/background/verdict/choices.ts');

beforeEach(async () => {
  world = await makeWorld();
  world.pack(await rulesetOf([], { key: world.key, version: SEED_VERSION }));
  await world.startWorker();
  preferences = await import('../../../../src/extension/background/verdict/preferences.ts');
  choices = await import('../../../../src/extension/background/verdict/choices.ts');
});

const view = (site = '') => preferences.viewPreferences({ site });

async function actionOf(id: string, context: 'direct' | 'group', site = '') {
  return (await view(site)).samples.find((one) => one.id === id)?.actions[context].action;
}

describe('viewPreferences', () => {
  test('tells the choice of each context beside what the policy says there', async () => {
    await choices.setChoice('group', 'ask');
    const { contexts, policy } = await view();
    expect(contexts.group).toEqual({ own: 'ask', policy: 'open', locked: undefined });
    expect(contexts.direct).toEqual({ own: undefined, policy: 'open', locked: undefined });
    expect(policy).toBe('everyday');
  });

  test('decides sample links by the engine, as things are set', async () => {
    expect(await actionOf('shop', 'group')).toBe('open');
    expect(await actionOf('shortener', 'group')).toBe('ask');
    await choices.setChoice('group', 'ask');
    expect(await actionOf('shop', 'group')).toBe('ask');
    expect(await actionOf('shop', 'direct')).toBe('open');
  });

  test('lets no choice open the listed sample', async () => {
    await choices.setChoice('group', 'open');
    await preferences.chooseForSite({ id: 'slack', choice: 'open' });
    expect(await actionOf('listed', 'group', 'slack')).toBe('block');
  });

  test('asks nobody about a sample', async () => {
    await view();
    expect(world.sent).toEqual([]);
  });
});

describe('chooseForCategory', () => {
  test('speaks of one kind of destination, finer than a context, and is taken back', async () => {
    await choices.setChoice('group', 'ask');
    await preferences.chooseForCategory({ category: 'shopping', choice: 'open' });
    expect(await actionOf('shop', 'group')).toBe('open');
    expect(await actionOf('short-video', 'group')).toBe('ask');
    await preferences.chooseForCategory({ category: 'shopping', choice: null });
    expect((await view()).categories).toEqual({});
    expect(await actionOf('shop', 'group')).toBe('ask');
  });
});

describe('chooseForCategory in one kind of conversation', () => {
  test('speaks there alone, before what is set for all', async () => {
    await preferences.chooseForCategory({ category: 'shopping', choice: 'block' });
    await preferences.chooseForCategory({ category: 'shopping/group', choice: 'ask' });
    expect(await actionOf('shop', 'group')).toBe('ask');
    expect(await actionOf('shop', 'direct')).toBe('block');
    expect(await actionOf('short-video', 'group')).toBe('open');
    await preferences.chooseForCategory({ category: 'shopping/group', choice: null });
    expect((await view()).categories).toEqual({ shopping: 'block' });
  });
});

describe('ordinaryAt', () => {
  const decider = async (site = 'slack') => {
    const { action, by } = await preferences.ordinaryAt({ site, context: 'group' });
    return [action, by?.source, by?.rule];
  };

  test('tells what decided: the policy, or the finest choice of the person', async () => {
    expect(await decider()).toEqual(['open', 'ruleset', 'context-group']);
    await choices.setChoice('group', 'ask');
    expect(await decider()).toEqual(['ask', 'personal', 'own-group']);
    await preferences.chooseForCategory({ category: 'shopping', choice: 'block' });
    // A choice for groups does not change it any more.
    await choices.setChoice('group', 'open');
    expect(await decider()).toEqual(['block', 'personal', 'category-shopping']);
    await preferences.chooseForSite({ id: 'slack', choice: 'open' });
    expect(await decider()).toEqual(['open', 'personal', 'site-slack']);
    expect(await decider('demo')).toEqual(['block', 'personal', 'category-shopping']);
  });
});

describe('chooseForSite', () => {
  test('speaks of one chat site, finer than a kind of destination', async () => {
    await preferences.chooseForCategory({ category: 'shopping', choice: 'open' });
    await preferences.chooseForSite({ id: 'slack', choice: 'block' });
    expect(await actionOf('shop', 'direct', 'slack')).toBe('block');
    expect(await actionOf('shop', 'direct')).toBe('open');
    await preferences.chooseForSite({ id: 'slack', choice: null });
    expect((await view()).sites).toEqual({});
  });
});

describe('what an administrator set', () => {
  test('stands in the place of what the person chose, and says so', async () => {
    await choices.setChoice('group', 'open');
    const managed = await import('../../../../src/extension/storage/managed.ts');
    await managed.reconcileManaged({
      delivered: {
        kind: 'document',
        document: { format: 1, contexts: { group: 'block' }, organisation: { name: 'Works' } },
      },
    });
    const { contexts, organisation } = await view();
    expect(contexts.group).toMatchObject({ own: 'open', locked: 'block' });
    expect(organisation).toBe('Works');
    expect(await actionOf('shop', 'group')).toBe('block');
  });
});
