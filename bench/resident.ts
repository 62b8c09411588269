/**
 * Bytes that one engine keeps of a million rules, each in a process of its own: this one, started
 * with the name of the engine and the file of its serialised rules. Prints the number.
 */
import { readFile } from 'node:fs/promises';
import { openRules } from '../src/policy/index.ts';
import { ghostery, ublockCore } from './peers.ts';

declare const gc: () => void;

const [, , engine = '', file = ''] = process.argv;
const kept: unknown[] = [];

async function load(): Promise<void> {
  const bytes = new Uint8Array(await readFile(file));
  if (engine === 'ours') kept.push(openRules(bytes));
  if (engine === 'ublock') await (await ublockCore()).load(bytes);
  if (engine === 'ghostery') {
    const loaded = ghostery();
    await loaded.load(bytes);
    kept.push(loaded);
  }
}

function inUse(): { heap: number; all: number } {
  gc();
  gc();
  const { heapUsed, external } = process.memoryUsage();
  return { heap: heapUsed, all: heapUsed + external };
}

// What an engine keeps whether it has rules or none is not a matter of the rules.
if (engine === 'ublock') await ublockCore();
const before = inUse();
await load();
// What was read is let go where the engine has made something else of it.
await new Promise((resolve) => setTimeout(resolve, 50));
const after = inUse();
process.stdout.write(
  JSON.stringify({
    all: after.all - before.all,
    heap: after.heap - before.heap,
    kept: kept.length,
  }),
);
