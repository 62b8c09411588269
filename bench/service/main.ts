/**
 * Prints what the service costs, each figure beside that of something plain in the same run, on the
 * same machine: a bare HTTP server, bare inserts, a bare sync of the disk.
 *
 *     npm run bench:service                all of it
 *     npm run bench:service -- intake      some of it
 *     npm run bench:service -- --json      one object a line
 */
import { parseArgs } from 'node:util';
import { complain, reasonOf } from '../../scripts/say.ts';
import { makeReport, type Report } from '../figures.ts';
import { benchIntake } from './intake.ts';
import { benchLookups } from './lookups.ts';

const PARTS: Readonly<Record<string, (report: Report) => Promise<void>>> = {
  lookups: benchLookups,
  intake: benchIntake,
};

async function bench(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const unknown = positionals.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined) {
    throw new Error(`no part ${unknown}; there are ${Object.keys(PARTS).join(', ')}`);
  }
  const report = makeReport(values.json);
  for (const [name, work] of Object.entries(PARTS)) {
    if (positionals.length === 0 || positionals.includes(name)) await work(report);
  }
}

try {
  await bench();
} catch (error) {
  complain(`bench: ${reasonOf(error)}`);
  process.exitCode = 1;
}
