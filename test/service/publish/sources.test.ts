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

function read(from: string, mayAllow = false) {
  return readSource({ name: 'mine', from, violation: 'fraud', mayAllow }, LIMITS);
}

describe('readSource', () => {
  test('passes over a byte order mark', async () => {
    const from = join(dir, 'list.txt');
    writeFileSync(from, '\u{feff}bad.test\n');
    expect((await read(from)).entries).toMatchObject([{ expression: 'bad.test/' }]);
  });

  test.each([
    ['an empty file', '', 'holds no entry at all'],
    ['nothing but comments', '# one\n! two\n', 'holds no entry at all'],
    ['a hosts file of its own names', '127.0.0.1 localhost\n', 'holds no entry at all'],
    ['a list of ours without entries', '{"format":"link-guard","entries":[]}', 'no entry at all'],
    ['a web page', '\n <!doctype html>\nbad.test\n', 'begins like a web page'],
    ['a byte of a binary', 'bad.test\n\0', 'holds a zero byte'],
    ['more bad lines than good ones', 'bad.test\n# why\na b\nc d\n', '2 of 3 lines are refused'],
    ['the first bad line', 'bad.test\na b\nc d\n', 'line 2: line: more than one host'],
  ])('refuses %s, naming the list and the reason', async (_, text, reason) => {
    const from = join(dir, 'list.txt');
    writeFileSync(from, text);
    await expect(read(from)).rejects.toMatchObject({
      code: 'bad-list',
      message: expect.stringMatching(/^list mine: .*list\.txt: /),
    });
    await expect(read(from)).rejects.toThrow(reason);
  });

  test('refuses bytes by chance', async () => {
    const from = join(dir, 'list.txt');
    writeFileSync(
      from,
      Uint8Array.from({ length: 90 }, (_, index) => (index * 151 + 128) % 256),
    );
    await expect(read(from)).rejects.toMatchObject({ code: 'bad-list' });
  });

  test('takes a list of which half is bad, and one that only allows where it may', async () => {
    const from = join(dir, 'list.txt');
    writeFileSync(from, '# half\nbad.test\na b\n');
    expect((await read(from)).entries).toHaveLength(1);
    writeFileSync(from, '@@||good.test^\n');
    expect((await read(from, true)).entries).toMatchObject([{ effect: 'allowed' }]);
    await expect(read(from)).rejects.toThrow('line 1: allows: this list may only list');
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
