import { beforeEach, describe, expect, test, vi } from 'vitest';
import { makeFakeBrowser } from '../fake-browser.ts';

const fake = makeFakeBrowser();
vi.mock('webextension-polyfill', () => ({ default: fake.browser }));
const { makeRoom, parseSentinel } = await import(
  '../../../../src/extension/background/gate/stopped-links.ts'
);

const { session } = fake.browser.storage;
const MILLION = 1_000_000;

/** A worker that was just started. */
async function startWorker() {
  vi.resetModules();
  return import('../../../../src/extension/background/gate/stopped-links.ts');
}

const linkTo = (href: string) => ({ site: 'demo', href, text: '', context: 'group' as const });

beforeEach(() => {
  session.values.clear();
  Object.assign(session.state, { isFull: false, isBroken: false });
});

describe('keepStopped', () => {
  test('keeps the links after the answer, and at once then', async () => {
    const set = vi.spyOn(session, 'set');
    const { keepStopped } = await startWorker();
    keepStopped([linkTo('https://one.example/')]);
    expect(set).not.toHaveBeenCalled();
    await new Promise((resolve) => setTimeout(resolve));
    expect(set).toHaveBeenCalledOnce();
    set.mockRestore();
  });

  test('gives each question a random part of its own: two pages have nothing in common', async () => {
    const { keepStopped } = await startWorker();
    const batches = [1, 2].map(() => parseSentinel(keepStopped([linkTo('h')])[0] ?? '')?.batch);
    expect(new Set(batches).size).toBe(2);
  });

  test('lets a later worker drop what an earlier one kept first', async () => {
    const first = await startWorker();
    const long = () => [linkTo(`https://one.example/${'a'.repeat(0.9 * MILLION)}`)];
    const old = [first.keepStopped(long()), first.keepStopped(long())].flat();
    expect(await first.stoppedLink(old[0] ?? '')).toBeDefined();
    const next = await startWorker();
    const fresh = next.keepStopped(long());
    const known = await Promise.all(
      [...old, ...fresh].map(async (at) => (await next.stoppedLink(at)) !== undefined),
    );
    expect(known).toEqual([false, true, true]);
  });

  test.each(['isFull', 'isBroken'])('stops a link also where the session %s', async (trouble) => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { keepStopped } = await startWorker();
    Object.assign(session.state, { [trouble]: true });
    expect(keepStopped([linkTo('https://one.example/')])).toHaveLength(1);
    await vi.waitFor(() => expect(warned).toHaveBeenCalled());
  });

  test('makes way where the session is full, whoever filled it', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { keepStopped, stoppedLink } = await startWorker();
    const [oldest = ''] = keepStopped([linkTo('https://one.example/')]);
    expect(await stoppedLink(oldest)).toBeDefined();
    session.state.isFull = true;
    const [newest = ''] = keepStopped([linkTo('https://two.example/')]);
    expect(await stoppedLink(newest)).toBeUndefined();
    session.state.isFull = false;
    expect([...session.values.keys()].filter((key) => key.startsWith('stopped-'))).toEqual([]);
  });
});

describe('stoppedLink', () => {
  test('finds a link that was only just kept', async () => {
    const { keepStopped, stoppedLink } = await startWorker();
    const [, second] = keepStopped([
      linkTo('https://one.example/'),
      linkTo('https://two.example/'),
    ]);
    expect(await stoppedLink(second ?? '')).toEqual(linkTo('https://two.example/'));
  });
});

describe('a page with very many links', () => {
  test('has a room of its own: the oldest of all go, and a question has what fits', async () => {
    const { keepStopped, stoppedLink } = await startWorker();
    const many = Array.from({ length: 10_000 }, (_, at) => linkTo(`https://h${at}.example/`));
    const asked = Array.from({ length: 6 }, () => keepStopped(many));
    expect(await stoppedLink(asked.at(-1)?.at(-1) ?? '')).toEqual(many.at(-1));
    const units = [...session.values.values()].map(
      (kept) => (JSON.parse(kept) as { links: string }).links.length,
    );
    expect(units.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(2.5 * MILLION);
    expect(units.length).toBeGreaterThan(1);
  });
});

describe('makeRoom', () => {
  test('drops the oldest, no more than it must, and never the new one', () => {
    const room = { total: 0, sizes: new Map<string, number>() };
    expect(makeRoom(room, 'a', MILLION)).toEqual([]);
    expect(makeRoom(room, 'b', MILLION)).toEqual([]);
    expect(makeRoom(room, 'c', MILLION)).toEqual(['a']);
    expect(makeRoom(room, 'd', 3 * MILLION)).toEqual(['b', 'c']);
    expect(room).toEqual({ total: 3 * MILLION, sizes: new Map([['d', 3 * MILLION]]) });
  });
});
