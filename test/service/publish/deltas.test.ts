import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { verifyPublished } from '../../../src/service/publish/index.ts';
import { hosts, openWorkshop, type Workshop } from './workshop.ts';

let workshop: Workshop;

beforeEach(async () => {
  workshop = await openWorkshop();
});

const publishHosts = (from: number, to: number) =>
  workshop.publish([workshop.list('mine', hosts(from, to))]);

function partPath(sha256: string): string {
  return join(workshop.dir, 'parts', sha256);
}

describe('deltas', () => {
  test('lead from every former rules file to the new one, where that saves much', async () => {
    const first = await publishHosts(0, 5000);
    const second = await publishHosts(10, 5010);
    const third = await publishHosts(20, 5020);
    const { deltas, parts } = third.manifest;
    expect(deltas.map(({ from }) => from)).toEqual([
      second.manifest.version,
      first.manifest.version,
    ]);
    for (const { size } of deltas) expect(size).toBeLessThan(parts.rules.size / 10);
    await verifyPublished(workshop.dir);
  });

  test('stay as they are when the same rules are signed again', async () => {
    await publishHosts(0, 5000);
    const second = await publishHosts(10, 5010);
    const again = await publishHosts(10, 5010);
    expect(again.manifest.deltas).toEqual(second.manifest.deltas);
    expect(again.manifest.deltas).toHaveLength(1);
    await verifyPublished(workshop.dir);
  });

  test('are left out where their rules are gone or damaged', async () => {
    const first = await publishHosts(0, 5000);
    const second = await publishHosts(10, 5010);
    rmSync(partPath(first.manifest.parts.rules.sha256));
    writeFileSync(partPath(second.manifest.parts.rules.sha256), 'rubbish');
    expect((await publishHosts(20, 5020)).manifest.deltas).toEqual([]);
    await verifyPublished(workshop.dir);
  });

  test('are left out where they save little', async () => {
    await publishHosts(0, 3000);
    expect((await publishHosts(4000, 7000)).manifest.deltas).toEqual([]);
  });

  test('leave no part unnamed for long', async () => {
    const { manifest } = await publishHosts(0, 5000);
    const second = await publishHosts(10, 5010);
    for (const { sha256 } of second.manifest.deltas)
      expect(existsSync(partPath(sha256))).toBe(true);
    const named = [manifest, second.manifest].flatMap(({ parts, deltas }) =>
      [...Object.values(parts), ...deltas].map(({ sha256 }) => sha256),
    );
    expect(readdirSync(partPath('')).sort()).toEqual([...new Set(named)].sort());
  });
});
