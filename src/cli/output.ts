/** Writes to standard output, and waits where its reader is slower than we are. */
import { once } from 'node:events';

export async function writeLine(text: string): Promise<void> {
  if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
}

export async function writeJson(value: unknown): Promise<void> {
  await writeLine(JSON.stringify(value));
}
