import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  keptSources,
  readSourceFile,
  refreshSources,
  type ScheduledSource,
} from '../../../src/service/publish/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { hosts, NOW } from './workshop.ts';

const HOUR = 3_600_000;

async function openKeeping(changes: Partial<ScheduledSource> = {}) {
  const folder = await temporaryFolder();
  const from = join(folder, 'list.txt');
  const dir = join(folder, 'kept');
  const source: ScheduledSource = {
    ...{ name: 'mine', from, violation: 'fraud', everyHours: 6, minEntries: 1, mayShrink: false },
    ...changes,
  };
  const sources = [source];
  return {
    ...{ from, dir, source },
    write: (text: string) => writeFileSync(from, text),
    async refresh(hours: number) {
      const [outcome] = await refreshSources({ dir, sources, now: NOW + hours * HOUR });
      return outcome;
    },
    kept: () => keptSources({ dir, sources }),
    async keptText() {
      const [kept] = await keptSources({ dir, sources });
      return readFileSync(kept?.from ?? '', 'utf8');
    },
  };
}

describe('refreshSources', () => {
  test('fetches a list when it is due and not before', async () => {
    const keeping = await openKeeping();
    keeping.write(hosts(0, 3));
    expect(await keeping.refresh(0)).toMatchObject({ outcome: 'fetched', entries: 3 });
    keeping.write(hosts(0, 4));
    expect(await keeping.refresh(5.9)).toMatchObject({ outcome: 'waits', entries: 3 });
    expect(await keeping.refresh(6)).toMatchObject({ outcome: 'fetched', entries: 4 });
    expect(await keeping.refresh(12)).toMatchObject({ outcome: 'unchanged', entries: 4 });
    expect(await keeping.keptText()).toBe(hosts(0, 4));
  });

  test('goes on with the kept copy of a list that is gone, and tells its age', async () => {
    const keeping = await openKeeping();
    keeping.write(hosts(0, 3));
    await keeping.refresh(0);
    rmSync(keeping.from);
    expect(await keeping.refresh(7)).toMatchObject({
      ...{ outcome: 'refused', code: 'bad-source', entries: 3, fetchedAt: NOW },
      reason: expect.stringContaining('no such file'),
    });
    expect(await keeping.keptText()).toBe(hosts(0, 3));
  });

  test('tries a list that was refused again after ten minutes', async () => {
    const keeping = await openKeeping();
    keeping.write(hosts(0, 3));
    await keeping.refresh(0);
    rmSync(keeping.from);
    await keeping.refresh(7);
    keeping.write(hosts(0, 5));
    expect(await keeping.refresh(7.1)).toMatchObject({ outcome: 'waits' });
    expect(await keeping.refresh(7.2)).toMatchObject({ outcome: 'fetched', entries: 5 });
  });

  test.each([
    ['a page in its place', '<html>gone</html>', 'bad-list', {}],
    ['less than half of it', hosts(0, 99), 'shrunk', {}],
    ['fewer entries than are wanted', hosts(0, 150), 'few-entries', { minEntries: 160 }],
  ])('does not take %s', async (_, text, code, changes) => {
    const keeping = await openKeeping(changes);
    keeping.write(hosts(0, 200));
    await keeping.refresh(0);
    keeping.write(text);
    expect(await keeping.refresh(6)).toMatchObject({ outcome: 'refused', code, entries: 200 });
    expect(await keeping.keptText()).toBe(hosts(0, 200));
  });

  test('takes less than half where that is meant', async () => {
    const keeping = await openKeeping({ mayShrink: true });
    keeping.write(hosts(0, 200));
    await keeping.refresh(0);
    keeping.write(hosts(0, 2));
    expect(await keeping.refresh(6)).toMatchObject({ outcome: 'fetched', entries: 2 });
  });

  test('takes the pinned content alone', async () => {
    const sha256 = createHash('sha256').update(hosts(0, 3)).digest('hex');
    const keeping = await openKeeping({ sha256 });
    keeping.write(hosts(0, 4));
    expect(await keeping.refresh(0)).toMatchObject({ outcome: 'refused', code: 'wrong-hash' });
    await expect(keeping.kept()).rejects.toMatchObject({ code: 'bad-source' });
    keeping.write(hosts(0, 3));
    expect(await keeping.refresh(0)).toMatchObject({ outcome: 'fetched' });
    expect(await keeping.kept()).toMatchObject([{ name: 'mine', violation: 'fraud' }]);
  });

  test('does not believe a kept copy that is damaged', async () => {
    const keeping = await openKeeping();
    keeping.write(hosts(0, 3));
    await keeping.refresh(0);
    writeFileSync(join(keeping.dir, 'mine.list'), hosts(0, 1));
    await expect(keeping.kept()).rejects.toMatchObject({ code: 'bad-source' });
    expect(await keeping.refresh(0.1)).toMatchObject({ outcome: 'fetched', entries: 3 });
  });

  test('fetches at once from another place, and after the clock was set back', async () => {
    const keeping = await openKeeping();
    keeping.write(hosts(0, 3));
    await keeping.refresh(0);
    const other = join(keeping.dir, '..', 'other.txt');
    writeFileSync(other, hosts(0, 7));
    const { dir, source } = keeping;
    const moved = { dir, sources: [{ ...source, from: other }], now: NOW };
    expect(await refreshSources(moved)).toMatchObject([{ outcome: 'fetched', entries: 7 }]);
    expect(await refreshSources({ ...moved, now: NOW - 30 * HOUR })).toMatchObject([
      { outcome: 'unchanged' },
    ]);
  });
});

describe('readSourceFile', () => {
  async function read(document: unknown) {
    const path = join(await temporaryFolder(), 'sources.json');
    writeFileSync(path, typeof document === 'string' ? document : JSON.stringify(document));
    return readSourceFile(path);
  }

  const LIST = { name: 'feed', from: 'https://feed.example/list.txt', violation: 'phishing' };

  test('fills in what is not said', async () => {
    expect(await read({ format: 'link-guard-sources', sources: [LIST] })).toEqual([
      { ...LIST, mayAllow: false, everyHours: 6, minEntries: 1, mayShrink: false },
    ]);
  });

  test.each([
    ['another document', { format: 'link-guard', sources: [] }, 'format'],
    ['a word that it does not know', { ...LIST, every: 6 }, 'sources.0.every'],
    ['a name twice', [LIST, LIST], 'expected each name once'],
    ['a name that leads out of the folder', { ...LIST, name: '../../keys' }, 'sources.0.name'],
    ['a pin that is no hash', { ...LIST, sha256: 'abc' }, 'sources.0.sha256'],
    ['what is not JSON', '{', 'not JSON'],
  ])('refuses %s', async (_, wrong, place) => {
    const isWhole = typeof wrong === 'string' || 'format' in wrong;
    const document = isWhole ? wrong : { format: 'link-guard-sources', sources: [wrong].flat() };
    await expect(read(document)).rejects.toMatchObject({
      ...{ code: 'bad-sources', message: expect.stringContaining(place) },
    });
  });

  test('refuses a folder', async () => {
    const folder = await temporaryFolder();
    mkdirSync(join(folder, 'sources.json'));
    await expect(readSourceFile(join(folder, 'sources.json'))).rejects.toMatchObject({
      code: 'bad-sources',
    });
  });
});
