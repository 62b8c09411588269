/**
 * A process of its own that serves a data folder, for tests that kill it, with the database of its
 * second argument where there is one. Prints its address on one line once it listens; it closes when
 * its standard input ends.
 */
import { serve } from '../../src/service/index.ts';

const [dataDir = '', database] = process.argv.slice(2);
const service = await serve({
  dataDir,
  database,
  port: 0,
  host: '127.0.0.1',
  version: '0.1.0',
  log: () => undefined,
  limits: { complaints: { burst: 100_000, perSecond: 100_000 } },
});
process.stdout.write(`${service.address}\n`);
process.stdin.resume().on('end', () => {
  void service.close();
});
