import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { describe, expect, onTestFinished, test } from 'vitest';
import { proofTextOf } from '../../../src/redress/index.ts';
import { type InternetView, publicInternet } from '../../../src/service/owners/internet-view.ts';
import { proveDomain } from '../../../src/service/owners/prove.ts';

const DOMAIN = 'shop.example';
const BY_FILE = { domain: DOMAIN, method: 'well-known' } as const;
const BY_DNS = { domain: DOMAIN, method: 'dns' } as const;
const TOKEN = 'a'.repeat(43);

interface Site {
  readonly view: InternetView;
  readonly asked: string[];
}

/** A domain whose names and file are ours, on a loopback port. */
async function site(answer: (path: string) => { status: number; body: string; headers?: object }) {
  const { private: key, cert } = await generate([{ name: 'commonName', value: DOMAIN }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: DOMAIN }] }],
  });
  const asked: string[] = [];
  const server = createServer({ key, cert }, (request, response) => {
    asked.push(`${request.headers.host} ${request.url}`);
    const { status, body, headers } = answer(request.url ?? '');
    response.writeHead(status, { ...headers });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const view: InternetView = {
    texts: async () => [],
    addresses: async () => ['127.0.0.1'],
    mayConnect: (address) => address === '127.0.0.1',
    port,
    authorities: cert,
  };
  return { view, asked } satisfies Site;
}

describe('proveDomain', () => {
  test('believes a text record below the name, and then asks for no file', async () => {
    const { view, asked } = await site(() => ({ status: 200, body: '' }));
    const names: string[] = [];
    const texts = async (name: string) => {
      names.push(name);
      return ['v=spf1 -all', proofTextOf(TOKEN)];
    };
    expect(await proveDomain(BY_DNS, TOKEN, { ...view, texts })).toBe('proven');
    expect(names).toEqual(['_link-guard.shop.example']);
    expect(asked).toEqual([]);
  });

  test('believes the file at its one place, with the name of the domain spoken', async () => {
    const { view, asked } = await site(() => ({
      status: 200,
      body: `# owner\r\n${proofTextOf(TOKEN)}\r\n`,
    }));
    expect(await proveDomain(BY_FILE, TOKEN, view)).toBe('proven');
    expect(asked).toEqual([`${DOMAIN}:${view.port} /.well-known/link-guard.txt`]);
  });

  test.each([
    ['another token', { status: 200, body: proofTextOf('b'.repeat(43)) }],
    ['the token inside other words', { status: 200, body: `x ${proofTextOf(TOKEN)} y` }],
    ['a refusal', { status: 404, body: proofTextOf(TOKEN) }],
    ['more than a small file', { status: 200, body: `${proofTextOf(TOKEN)}\n`.padEnd(5000, 'x') }],
  ])('does not believe %s', async (_, answer) => {
    const { view } = await site(() => answer);
    expect(await proveDomain(BY_FILE, TOKEN, view)).toBe('absent');
    expect(await proveDomain(BY_DNS, TOKEN, view)).toBe('absent');
  });

  test('follows no redirect', async () => {
    const { view, asked } = await site((path) =>
      path === '/there'
        ? { status: 200, body: proofTextOf(TOKEN) }
        : { status: 302, body: '', headers: { Location: '/there' } },
    );
    expect(await proveDomain(BY_FILE, TOKEN, view)).toBe('absent');
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['a private address', ['127.0.0.1']],
    ['the address of a cloud’s own data', ['169.254.169.254']],
    ['a private address beside a public one', ['93.184.216.34', '10.0.0.1']],
  ])('never connects to %s', async (_, addresses) => {
    const { view, asked } = await site(() => ({ status: 200, body: proofTextOf(TOKEN) }));
    const { mayConnect } = publicInternet();
    expect(
      await proveDomain(BY_FILE, TOKEN, { ...view, mayConnect, addresses: async () => addresses }),
    ).toBe('refused-address');
    expect(asked).toEqual([]);
  });

  test('connects to the address that was checked: the name is not resolved again', async () => {
    const { view, asked } = await site(() => ({ status: 200, body: proofTextOf(TOKEN) }));
    let times = 0;
    const addresses = async () => {
      times += 1;
      return ['127.0.0.1'];
    };
    await proveDomain(BY_FILE, TOKEN, { ...view, addresses });
    expect(times).toBe(1);
    expect(asked).toHaveLength(1);
  });

  test('does not believe a server whose certificate is not the domain’s', async () => {
    const { view, asked } = await site(() => ({ status: 200, body: proofTextOf(TOKEN) }));
    const other = { ...BY_FILE, domain: 'other.example' };
    expect(await proveDomain(other, TOKEN, view)).toBe('failed');
    expect(asked).toEqual([]);
  });

  test('tells a resolver that fails from a name that is not there', async () => {
    const { view } = await site(() => ({ status: 404, body: '' }));
    const texts = () => Promise.reject(Object.assign(new Error('down'), { code: 'ETIMEOUT' }));
    expect(await proveDomain(BY_DNS, TOKEN, { ...view, texts })).toBe('failed');
  });
});
