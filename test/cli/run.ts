/** Runs the command line: as a person would, in a process of its own, or here, which takes less. */
import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { call } from '../../src/cli/call.ts';

export const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
}

export function runApart(
  args: readonly string[],
  { input = '', cwd }: RunOptions = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], cwd === undefined ? {} : { cwd });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
}

let last: Promise<unknown> = Promise.resolve();

/** All but the process is real: what a command reads and writes is caught, one call at a time. */
export function run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const next = last.then(() => runHere(args, options));
  last = next.catch(() => undefined);
  return next;
}

async function runHere(
  args: readonly string[],
  { input = '', cwd = process.cwd() }: RunOptions,
): Promise<Run> {
  const { stdout, stderr, exitCode } = process;
  const stdin = Object.getOwnPropertyDescriptor(process, 'stdin');
  const writes = { out: stdout.write, err: stderr.write };
  const folder = process.cwd();
  const said = { out: '', err: '' };
  process.chdir(cwd);
  Object.defineProperty(process, 'stdin', { configurable: true, value: streamOf(input) });
  stdout.write = (text) => keep('out', text);
  stderr.write = (text) => keep('err', text);
  process.exitCode = undefined;
  try {
    await call(args);
    return { code: Number(process.exitCode ?? 0), ...said };
  } finally {
    process.exitCode = exitCode;
    stdout.write = writes.out;
    stderr.write = writes.err;
    if (stdin !== undefined) Object.defineProperty(process, 'stdin', stdin);
    process.chdir(folder);
  }

  function keep(where: keyof typeof said, text: string | Uint8Array): boolean {
    said[where] += typeof text === 'string' ? text : new TextDecoder().decode(text);
    return true;
  }
}

const CHUNK = 65_536;

/** In pieces, as a pipe gives them. */
function streamOf(input: string | Uint8Array): Readable {
  const bytes = Buffer.from(input);
  const chunks = Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, index) =>
    bytes.subarray(index * CHUNK, (index + 1) * CHUNK),
  );
  return Readable.from(chunks);
}

/** The JSON objects that were printed, one a line. */
export function objectsOf({ out }: Run): Record<string, unknown>[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
