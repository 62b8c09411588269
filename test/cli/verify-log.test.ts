import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { entriesOf, fileOf } from '../redress/log/sample-log.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { objectsOf, run } from './run.ts';

// Each test starts processes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const ENTRIES = entriesOf();
const FILE = fileOf(ENTRIES);
const HEAD = ENTRIES.at(-1)?.head ?? '';
const BROKEN = FILE.replace('"complaints":3', '"complaints":4');

let folder: TemporaryFolder;
let server: Server;
let address: string;

beforeAll(async () => {
  folder = await makeTemporaryFolder('verify-log');
  writeFileSync(join(folder.path, 'log.ndjson'), FILE);
  writeFileSync(join(folder.path, 'broken.ndjson'), BROKEN);
  server = createServer((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: '/log' }).end();
    else if (request.url === '/log') response.end(FILE);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await folder.remove();
});

function verify(...args: readonly string[]) {
  return run(['verify-log', ...args], { cwd: folder.path });
}

describe('verify-log', () => {
  test('says that a whole log is whole', async () => {
    expect(await verify('log.ndjson')).toEqual({
      code: 0,
      out: `whole: 9 entries, 1 to 9, head ${HEAD}\n`,
      err: '',
    });
  });

  test('says as JSON what it holds, from a file, an address or standard input', async () => {
    const facts = Object.fromEntries(ENTRIES.map(({ fact }) => [fact.kind, 1]));
    const summary = { kind: 'whole', count: 9, from: 1, to: 9, head: HEAD, facts, unknown: 0 };
    for (const found of [
      await verify('log.ndjson', '--json'),
      await verify(`${address}/log`, '--json'),
      await run(['verify-log', '-', '--json'], { input: FILE }),
    ]) {
      expect(objectsOf(found)).toEqual([summary]);
      expect(found.code).toBe(0);
    }
  });

  test('names the first broken place, with exit code 1', async () => {
    expect(await verify('broken.ndjson')).toEqual({
      code: 1,
      out: 'broken at line 2: wrong-head\n',
      err: 'error: log: broken at line 2: wrong-head\n',
    });
    const json = await verify('broken.ndjson', '--json');
    expect(objectsOf(json)).toEqual([{ kind: 'broken', line: 2, why: 'wrong-head' }]);
    expect(json.code).toBe(1);
  });

  test('holds the log against a head that was seen once, and goes on from one', async () => {
    const [, , third] = ENTRIES;
    expect((await verify('log.ndjson', '--head', third?.head ?? '')).code).toBe(0);
    const other = await verify('log.ndjson', '--head', 'f'.repeat(64));
    expect(other).toMatchObject({ code: 1, out: 'broken at line 9: head-not-in-log\n' });
    const piece = FILE.split('\n').slice(3).join('\n');
    const after = ['--after', `3:${third?.head}`];
    expect(await run(['verify-log', '-', ...after], { input: piece })).toMatchObject({ code: 0 });
    expect((await run(['verify-log', '-'], { input: piece })).code).toBe(1);
  });

  test('says with exit code 2 what it cannot read', async () => {
    const bad = [
      ['nowhere.ndjson'],
      [`${address}/nothing`],
      [`${address}/moved`],
      ['log.ndjson', '--head', 'short'],
      ['log.ndjson', '--after', '3'],
    ];
    for (const args of bad) expect((await verify(...args)).code, args.join(' ')).toBe(2);
  });
});
