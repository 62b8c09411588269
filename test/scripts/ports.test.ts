import { createServer } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { listen } from '../../scripts/folder-server.ts';
import { freePort } from '../../scripts/ports.ts';

describe('freePort', () => {
  test('gives the wanted port when it is free, another one when it is taken', async () => {
    const wanted = await freePort();
    expect(await freePort(wanted)).toBe(wanted);
    const server = await listen(createServer(), wanted);
    onTestFinished(server.close);
    const other = await freePort(wanted);
    expect(other).not.toBe(wanted);
    expect(other).toBeGreaterThan(1_023);
  });
});
