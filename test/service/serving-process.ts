/** Starts and ends a service in a process of its own. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { ensureKeys } from '../../src/service/index.ts';
import { bundled } from '../support/bundled.ts';
import { writeSampleRuleset } from './sample-ruleset.ts';
import { temporaryFolder } from './temporary-folder.ts';

const CHILD = fileURLToPath(new URL('./serving-child.ts', import.meta.url));

export interface ServingProcess {
  readonly address: string;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Asks it to close, and gives its exit code. */
  end(): Promise<number | null>;
}

/** A data folder with a key and a published ruleset. */
export async function publishedDataFolder(): Promise<string> {
  const dataDir = await temporaryFolder();
  const { ruleset: key } = await ensureKeys(dataDir);
  await writeSampleRuleset({ dir: join(dataDir, 'ruleset'), key, at: Date.now() });
  return dataDir;
}

/** `fileBlocks`: no file may grow past this many blocks of 512 bytes, as if the disk were full. */
export async function startServing(
  dataDir: string,
  options: { fileBlocks?: number } = {},
): Promise<ServingProcess> {
  const child = spawnServing(await bundled(CHILD), dataDir, options.fileBlocks);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const exited = once(child, 'exit');
  const started = once(createInterface(child.stdout), 'line');
  const [address] = await Promise.race([
    started,
    exited.then(() => {
      throw new Error(`the service did not start: ${said}`);
    }),
  ]);
  return {
    address: String(address),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async end() {
      child.stdin.end();
      await exited;
      return child.exitCode;
    },
  };
}

function spawnServing(
  program: string,
  dataDir: string,
  fileBlocks?: number,
): ChildProcessWithoutNullStreams {
  if (fileBlocks === undefined) return spawn(process.execPath, [program, dataDir]);
  // The signal is ignored, so that the write itself fails.
  const script = `trap '' XFSZ; ulimit -f ${fileBlocks}; exec "$0" "$@"`;
  return spawn('sh', ['-c', script, process.execPath, program, dataDir]);
}
