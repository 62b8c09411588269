/** The command line of a benchmark: all of its parts, or those that are named, in words or as JSON. */
import { parseArgs } from 'node:util';
import { complain, reasonOf } from '../scripts/say.ts';
import { makeReport, type Report } from './figures.ts';

export type Parts = Readonly<Record<string, (report: Report) => Promise<void>>>;

/** The outermost catch: bad news in one line, and an exit code. */
export async function runParts(parts: Parts): Promise<void> {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const unknown = positionals.find((name) => !Object.hasOwn(parts, name));
    if (unknown !== undefined) {
      throw new Error(`no part ${unknown}; there are ${Object.keys(parts).join(', ')}`);
    }
    const report = makeReport(values.json);
    for (const [name, work] of Object.entries(parts)) {
      if (positionals.length === 0 || positionals.includes(name)) await work(report);
    }
  } catch (error) {
    complain(`bench: ${reasonOf(error)}`);
    process.exitCode = 1;
  }
}
