import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { withLock } from '../../../src/service/publish/lock.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const LOCK = new URL('../../../src/service/publish/lock.ts', import.meta.url).href;

describe('withLock', () => {
  test('lets one in after the other, whatever becomes of them', async () => {
    const dir = await temporaryFolder();
    const seen: string[] = [];
    const enter = (name: string) =>
      withLock(dir, async () => {
        seen.push(`${name} in`);
        await wait(20);
        seen.push(`${name} out`);
        if (name === 'b') throw new Error('b');
      });
    const results = await Promise.allSettled(['a', 'b', 'c'].map(enter));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    for (let index = 0; index < seen.length; index += 2) {
      expect(seen[index + 1]).toBe(seen[index]?.replace('in', 'out'));
    }
    expect(seen).toHaveLength(6);
  });

  test('is let go of by a process that is killed', async () => {
    const dir = await temporaryFolder();
    const script = `
      const { withLock } = await import(${JSON.stringify(LOCK)});
      await withLock(${JSON.stringify(dir)}, async () => {
        process.stdout.write('in');
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
    await once(child.stdout, 'data');
    const exit = once(child, 'exit');
    const waiting = withLock(dir, async () => 'got it');
    child.kill('SIGKILL');
    await exit;
    expect(await waiting).toBe('got it');
  });
});
