import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
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

  test('gives none that a connection of somebody else could get from the system', async () => {
    const server = await listen(createServer(), 0);
    onTestFinished(server.close);
    const connection = connect(server.port, '127.0.0.1');
    onTestFinished(() => void connection.destroy());
    await once(connection, 'connect');
    const { localPort = 0 } = connection;
    await expect(listen(createServer(), localPort)).rejects.toThrow('EADDRINUSE');
    for (let count = 0; count < 20; count += 1) {
      expect(await freePort()).toBeLessThan(Math.min(32_768, localPort));
    }
  });
});
