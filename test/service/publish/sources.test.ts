import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSource } from '../../../src/service/publish/index.ts';

const LIMITS = { size: 100, timeout: 300 };

let dir: string;
let server: Server | undefined;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'link-guard-sources-'));
});

afterEach(() => {
  rmSync(dir, { recursive: true });
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function listen(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/`;
}

function read(from: string) {
  return readSource({ name: 'mine', from, violation: 'fraud' }, LIMITS);
}

describe('readSource', () => {
  test('passes over a byte order mark', async () => {
    const from = join(dir, 'list.txt');
    writeFileSync(from, '\u{feff}bad.test\n');
    expect((await read(from)).entries).toMatchObject([{ expression: 'bad.test/' }]);
  });

  test('takes the format that is named', async () => {
    const from = join(dir, 'list.txt');
    writeFileSync(from, 'bad.test\n');
    const source = { name: 'mine', from, violation: 'fraud', format: 'link-guard' } as const;
    await expect(readSource(source)).rejects.toMatchObject({
      code: 'bad-list',
      message: expect.stringContaining(from),
    });
  });

  test('refuses a file that is too large, and what is no file', async () => {
    const from = join(dir, 'list.txt');
    writeFileSync(from, 'x'.repeat(101));
    await expect(read(from)).rejects.toMatchObject({
      code: 'bad-source',
      message: `list mine: ${from}: larger than 100 bytes`,
    });
    await expect(read(dir)).rejects.toMatchObject({ code: 'bad-source' });
  });

  test('stops reading an endless answer', async () => {
    const from = await listen((_, response) => {
      const more = (): void => {
        if (!response.destroyed && response.write('bad.test\n'.repeat(100))) setImmediate(more);
        else response.once('drain', more);
      };
      more();
    });
    await expect(read(from)).rejects.toMatchObject({
      code: 'bad-source',
      message: expect.stringContaining('larger than 100 bytes'),
    });
  });

  test('gives up on a server that does not answer', async () => {
    const from = await listen(() => undefined);
    await expect(read(from)).rejects.toMatchObject({
      code: 'bad-source',
      message: expect.stringContaining('took too long'),
    });
  });

  test('gives up on an answer that does not end', async () => {
    const from = await listen((_, response) => void response.write('bad.test\n'));
    await expect(read(from)).rejects.toMatchObject({
      code: 'bad-source',
      message: expect.stringContaining('took too long'),
    });
  });
});
