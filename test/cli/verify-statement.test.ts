import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { generateSigningKey, publicKeyOf } from '../../src/policy/index.ts';
import { portableStatementOf, signStatement } from '../../src/redress/index.ts';
import { PAGE, published } from '../redress/case/sample-case.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { objectsOf, run } from './run.ts';

// Each test starts processes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const KEY = await generateSigningKey();
const OTHER = await generateSigningKey();
const told = published();
const [record] = told.case.rulings;
const statement = record && portableStatementOf(record, told.now);
if (statement === undefined) throw new Error('nothing was published');
const SIGNED = JSON.stringify(await signStatement(statement, [KEY]));
const KEYS = JSON.stringify({ keys: [publicKeyOf(OTHER), publicKeyOf(KEY)] });

let folder: TemporaryFolder;
let server: Server;
let address: string;

beforeAll(async () => {
  folder = await makeTemporaryFolder('verify-statement');
  const write = (name: string, text: string) => writeFileSync(join(folder.path, name), text);
  write('statement.json', SIGNED);
  write('changed.json', SIGNED.replace('"isInForce":true', '"isInForce":false'));
  write('odd.json', '{}');
  write('keys.json', KEYS);
  write('other.json', JSON.stringify(publicKeyOf(OTHER)));
  server = createServer((request, response) => {
    if (request.url === '/statement') response.end(SIGNED);
    else if (request.url === '/key.json') response.end(KEYS);
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
  return run(['verify-statement', ...args], { cwd: folder.path });
}

describe('verify-statement', () => {
  test('says what a signed statement says, from a file or an address', async () => {
    const found = await verify('statement.json', '--key', 'keys.json', '--address', PAGE);
    expect(found).toMatchObject({ code: 0, err: '' });
    expect(found.out).toContain(`signed: ruling ${statement?.rulingId}`);
    expect(found.out).toContain('measure: fraud, severe; scope: page; in force');
    const fetched = await verify(
      `${address}/statement`,
      ...['--key', `${address}/key.json`, '--json'],
    );
    expect(objectsOf(fetched)).toEqual([statement]);
  });

  test('refuses what is changed, signed by another key, or about another address', async () => {
    const elsewhere = ['statement.json', '--key', 'keys.json', '--address', 'https://a.example/'];
    for (const args of [
      ['changed.json', '--key', 'keys.json'],
      ['statement.json', '--key', 'other.json'],
      elsewhere,
    ]) {
      const found = await verify(...args);
      expect(found).toMatchObject({ code: 1, out: '' });
      expect(found.err).toMatch(/^error: statement: /);
    }
  });

  test('is told that a file is no statement, and no key', async () => {
    expect(await verify('odd.json', '--key', 'keys.json')).toMatchObject({ code: 2 });
    expect(await verify('statement.json', '--key', 'odd.json')).toMatchObject({ code: 2 });
    expect(await verify('nowhere.json', '--key', 'keys.json')).toMatchObject({ code: 2 });
  });
});
