import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPublished } from '../../../src/service/publish/index.ts';
import { NOW, openWorkshop, type Workshop } from './workshop.ts';

let workshop: Workshop;

beforeEach(async () => {
  workshop = await openWorkshop();
});

const list = (name: string, text: string) => workshop.list(name, text);
const publish: Workshop['publish'] = (...args) => workshop.publish(...args);
const readBack = () => readPublished(workshop.dir);

describe('a list that is fetched', () => {
  let server: Server;
  let address: string;

  beforeEach(async () => {
    server = createServer((request, response) => {
      if (request.url === '/list.txt') response.end('0.0.0.0 fetched.test\n');
      else if (request.url === '/html') response.end('<!doctype html><title>x</title>');
      else response.writeHead(404).end('no');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => {
    server.close();
  });

  test('is compiled like a file', async () => {
    await publish([{ name: 'net', from: `${address}/list.txt`, violation: 'malware' }]);
    expect((await readBack()).rules.find('http://fetched.test/')).toMatchObject({
      list: 'net',
      violation: 'malware',
    });
  });

  test('is refused with its status when the server has none', async () => {
    const source = { name: 'net', from: `${address}/gone`, violation: 'malware' } as const;
    await expect(publish([source])).rejects.toMatchObject({
      code: 'bad-source',
      message: expect.stringContaining('status 404'),
    });
  });

  test('is refused where it is a web page, and the former ruleset stays', async () => {
    const { manifest } = await publish([list('mine', 'bad.test')]);
    const source = { name: 'net', from: `${address}/html`, violation: 'malware' } as const;
    await expect(publish([source], { now: NOW + 5_000 })).rejects.toMatchObject({
      code: 'bad-list',
      message: `list net: ${address}/html: begins like a web page`,
    });
    expect((await readBack()).manifest).toEqual(manifest);
  });

  test('is refused when nobody answers', async () => {
    await new Promise((resolve) => server.close(resolve));
    const source = { name: 'net', from: `${address}/list.txt`, violation: 'malware' } as const;
    await expect(publish([source])).rejects.toMatchObject({
      code: 'bad-source',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
});
