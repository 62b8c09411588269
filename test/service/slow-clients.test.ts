/** Clients that are slow, large or many, against a service whose patience is short. */
import { connect, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type RunningService, serve, type Timeouts } from '../../src/service/index.ts';
import { until } from '../support/until.ts';
import { publishedDataFolder } from './serving-process.ts';
import { batchOf } from './test-service.ts';

const IMPATIENT: Timeouts = { request: 600, idle: 900, closing: 400 };
const PATIENT: Timeouts = { request: 60_000, idle: 60_000, closing: 20_000 };

async function start(timeouts: Timeouts = IMPATIENT): Promise<RunningService> {
  const service = await serve({
    ...{ dataDir: await publishedDataFolder(), port: 0, host: '127.0.0.1', version: '0.1.0' },
    log: () => undefined,
    timeouts,
  });
  onTestFinished(() => service.close());
  return service;
}

function open({ port }: RunningService, first: string): Socket {
  const socket = connect(port, '127.0.0.1');
  // The service may end it while we still write.
  socket.on('error', () => undefined);
  socket.write(first);
  return socket;
}

/** All that comes back; a connection that is cut has ended too. */
async function said(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  await new Promise((resolve) => socket.once('close', resolve));
  return text;
}

/** Writes a byte now and then until the other side has had enough. */
async function trickle(socket: Socket, byte: string): Promise<string> {
  const timer = setInterval(() => socket.write(byte), 40);
  socket.once('close', () => clearInterval(timer));
  return said(socket);
}

async function isWell({ address }: RunningService): Promise<boolean> {
  const answer = await fetch(`${address}/v1/lookup`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(batchOf()),
  });
  return answer.status === 200;
}

const POST = 'POST /v1/lookup HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';

describe('a slow client', () => {
  test.each([
    ['headers', 'GET /v1/health HTTP/1.1\r\nHost: a\r\nX: ', 'x'],
    ['a body of a known length', `${POST}Content-Length: 4000\r\n\r\n{`, ' '],
    ['a body in chunks', `${POST}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n'],
  ])('that trickles %s is ended, while others are answered', async (_, first, byte) => {
    const service = await start();
    const slow = Array.from({ length: 50 }, () => trickle(open(service, first), byte));
    expect(await isWell(service)).toBe(true);
    const answers = await Promise.all(slow);
    for (const answer of answers) expect(answer).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
    expect(await isWell(service)).toBe(true);
  });

  test('that says nothing at all is ended', async () => {
    const service = await start();
    expect(await said(open(service, ''))).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });

  test('that does not read its answers is ended', async () => {
    const service = await start();
    const socket = open(service, '');
    socket.pause();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const request = 'GET /v1/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n';
    const timer = setInterval(() => socket.writable && socket.write(request.repeat(50)), 5);
    onTestFinished(() => clearInterval(timer));
    await closed;
    expect(await isWell(service)).toBe(true);
  });
});

describe('a large request', () => {
  test.each([
    ['two thousand headers', `${Array.from({ length: 2000 }, (_, i) => `H${i}: v`).join('\r\n')}`],
    ['one long header', `X: ${'x'.repeat(20_000)}`],
    ['a long cookie', `Cookie: ${'x=1; '.repeat(4000)}`],
  ])('with %s is refused', async (_, headers) => {
    const service = await start();
    const request = `GET /v1/health HTTP/1.1\r\nHost: a\r\n${headers}\r\n\r\n`;
    expect(await said(open(service, request))).toMatch(/^HTTP\/1\.1 431 /);
    expect(await isWell(service)).toBe(true);
  });

  test('with a long address is refused', async () => {
    const service = await start();
    const request = `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`;
    expect(await said(open(service, request))).toMatch(/^HTTP\/1\.1 431 /);
  });

  test('with a body without end is refused before it has come', async () => {
    const service = await start();
    const socket = open(service, `${POST}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n`);
    const chunk = `400\r\n${' '.repeat(1024)}\r\n`;
    let sent = 0;
    const timer = setInterval(() => {
      sent += 1024;
      socket.write(chunk);
    }, 1);
    socket.once('close', () => clearInterval(timer));
    expect(await said(socket)).toMatch(/^HTTP\/1\.1 413 /);
    expect(sent).toBeLessThan(1024 * 1024);
  });
});

describe('the end', () => {
  test('is told at /ready before connections are refused', async () => {
    const service = await start();
    expect((await fetch(`${service.address}/ready`)).status).toBe(200);
    service.drain();
    const answer = await fetch(`${service.address}/ready`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: 'ending' });
    expect(await isWell(service)).toBe(true);
    expect((await fetch(`${service.address}/live`)).status).toBe(200);
  });

  test('lets a request that has begun be answered, and takes no other', async () => {
    const service = await start(PATIENT);
    const body = JSON.stringify(batchOf());
    const begun = open(service, `${POST}Content-Length: ${body.length}\r\n\r\n${body.slice(0, 9)}`);
    const answer = said(begun);
    await until(() => begun.bytesWritten > 0, { what: 'the beginning is sent' });
    // Answered, so what was written before it has arrived too.
    expect(await isWell(service)).toBe(true);
    const closing = service.close();
    await expect(fetch(`${service.address}/ready`)).rejects.toThrow();
    begun.write(body.slice(9));
    expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
    await closing;
  });

  test('does not wait for a client that never ends', async () => {
    const service = await start({ ...PATIENT, closing: 200 });
    const socket = open(service, `${POST}Content-Length: 4000\r\n\r\n{`);
    const ended = said(socket);
    await until(() => socket.bytesWritten > 0, { what: 'the beginning is sent' });
    expect((await fetch(`${service.address}/live`)).status).toBe(200);
    await service.close();
    expect(await ended).toBe('');
  });
});
