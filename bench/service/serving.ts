/**
 * A server in a process of its own: `serving.ts DIR` is the service on that data folder,
 * `serving.ts bare BYTES` answers every request with so many bytes and nothing else. Prints its
 * address; then, for each line that comes in, the processor time that it has used, in microseconds,
 * and its resident memory in bytes.
 */
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { serve } from '../../src/service/index.ts';

const [what = '', bytes = '1024'] = process.argv.slice(2);

const MANY = { burst: 1e9, perSecond: 1e9 };

async function start(): Promise<string> {
  if (what !== 'bare') {
    const options = { port: 0, host: '127.0.0.1', version: '0.0.0', log: () => undefined };
    return (await serve({ ...options, dataDir: what, limits: { lookups: MANY } })).address;
  }
  const body = '.'.repeat(Number(bytes));
  const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length };
  const server = createServer((request, response) => {
    // Whoever answers has read the question.
    request.resume().on('end', () => {
      response.writeHead(200, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

process.stdout.write(`${await start()}\n`);
for await (const _ of createInterface(process.stdin)) {
  const { user, system } = process.cpuUsage();
  process.stdout.write(`${user + system} ${process.memoryUsage.rss()}\n`);
}
process.exit();
