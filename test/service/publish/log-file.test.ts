import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  checkAdvance,
  formatLogEntry,
  LOG_LIMIT,
  type Manifest,
  nextHead,
} from '../../../src/policy/index.ts';
import {
  logPath,
  readLog,
  readPublished,
  revoke,
  verifyPublished,
} from '../../../src/service/publish/index.ts';
import { hosts, NOW, openWorkshop, type Workshop } from './workshop.ts';

let workshop: Workshop;

beforeEach(async () => {
  workshop = await openWorkshop();
});

const publishHosts = (from: number, to: number) =>
  workshop.publish([workshop.list('mine', hosts(from, to))]);

describe('the log', () => {
  test('has a line for every version, each going on from the one before', {
    timeout: 60_000,
  }, async () => {
    const all: Manifest[] = [];
    for (let count = 1; count <= 33; count += 1) {
      all.push((await publishHosts(0, count)).manifest);
    }
    const log = await readLog(workshop.dir);
    expect(log.map(({ version }) => version)).toEqual(all.map(({ version }) => version));
    expect(log.map(({ rules }) => rules)).toEqual(all.map(({ parts }) => parts.rules.sha256));
    const last = all.at(-1);
    expect(last?.history).toHaveLength(30);
    expect(last?.history[0]?.version).toBe(all[2]?.version);
    expect(last?.former).toEqual({ version: log[31]?.version, head: log[31]?.head });
    expect((await verifyPublished(workshop.dir)).isLogWhole).toBe(true);
  });

  test('loses a torn line, and nothing else', async () => {
    await publishHosts(0, 1);
    const whole = readFileSync(logPath(workshop.dir), 'utf8');
    writeFileSync(logPath(workshop.dir), `${whole}{"version":17`);
    await publishHosts(0, 2);
    expect(readFileSync(logPath(workshop.dir), 'utf8').startsWith(whole)).toBe(true);
    expect(await readLog(workshop.dir)).toHaveLength(2);
    await verifyPublished(workshop.dir);
  });

  test('goes on from a version that was logged and never published', async () => {
    const first = await readAfter(publishHosts(0, 1));
    const manifest = readFileSync(join(workshop.dir, 'manifest.json'));
    const second = await publishHosts(0, 2);
    writeFileSync(join(workshop.dir, 'manifest.json'), manifest);
    const third = await readAfter(publishHosts(0, 3));
    expect(third.manifest.former?.version).toBe(second.manifest.version);
    checkAdvance(third, { floor: 0, now: NOW, held: first });
    expect(await readLog(workshop.dir)).toHaveLength(3);
    await verifyPublished(workshop.dir);
  });

  test('goes on from the manifest when it was lost itself', async () => {
    await publishHosts(0, 1);
    const second = await readAfter(publishHosts(0, 2));
    rmSync(logPath(workshop.dir));
    const third = await readAfter(publishHosts(0, 3));
    checkAdvance(third, { floor: 0, now: NOW, held: second });
    expect(third.manifest.history).toHaveLength(2);
    expect(await readLog(workshop.dir)).toHaveLength(2);
    expect((await verifyPublished(workshop.dir)).isLogWhole).toBe(false);
  });

  test('goes on where the keys of the former version were revoked', async () => {
    const { keys, dir } = workshop;
    const first = await publishHosts(0, 1);
    if (keys.revocation === undefined) throw new Error('no key');
    const { version } = first.manifest;
    await revoke({ dir, keyIds: [], versions: [version], keys: [keys.revocation], now: NOW });
    const { manifest } = await publishHosts(0, 2);
    expect(manifest.former?.version).toBe(version);
    await verifyPublished(dir);
  });

  test('gives up its older half before it is longer than anybody reads', async () => {
    const long = logUpTo(LOG_LIMIT);
    writeFileSync(logPath(workshop.dir), long);
    const first = await publishHosts(0, 1);
    const second = await readAfter(publishHosts(0, 2));
    const log = await readLog(workshop.dir);
    const lines = long.split('\n').length - 1;
    expect(log.length).toBeGreaterThan(lines / 2);
    expect(log.length).toBeLessThan(lines / 2 + 5);
    expect(log.at(-2)?.version).toBe(first.manifest.version);
    expect(second.manifest.history).toHaveLength(30);
    expect((await verifyPublished(workshop.dir)).isLogWhole).toBe(false);
  });

  test('is not written over where it is damaged', async () => {
    await publishHosts(0, 1);
    writeFileSync(logPath(workshop.dir), 'rubbish\n');
    await expect(publishHosts(0, 2)).rejects.toMatchObject({ code: 'bad-log' });
    expect(readFileSync(logPath(workshop.dir), 'utf8')).toBe('rubbish\n');
  });
});

/** As many lines as there is room for. */
function logUpTo(limit: number): string {
  const lines: string[] = [];
  const sha256 = 'a'.repeat(64);
  let head: string | undefined;
  for (let size = 0, version = 1_000_000_000; ; version += 1) {
    head = nextHead(head, sha256);
    const names = { payload: sha256, rules: sha256, ruleCount: 1, head };
    const line = formatLogEntry({ version, issuedAt: new Date(NOW).toISOString(), ...names });
    size += line.length;
    if (size > limit) return lines.join('');
    lines.push(line);
  }
}

async function readAfter(publishing: Promise<unknown>) {
  await publishing;
  return readPublished(workshop.dir);
}
