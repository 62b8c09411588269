/** A service that was started from the command line. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { bundled } from '../support/bundled.ts';
import { until } from '../support/until.ts';
import { MAIN } from './run.ts';

/** Of the command line; `run.ts` starts it from its sources, too. */
const PROGRAM = await bundled(MAIN);

export interface Serving {
  readonly child: ChildProcess;
  /** Waits for something that it says. */
  says(pattern: RegExp): Promise<RegExpMatchArray>;
  readonly said: () => string;
  /** Asks it to end, and gives its exit code. */
  end(): Promise<number | null>;
}

/** `isHeard`: whether anybody reads what it says. */
export function startServing(
  args: readonly string[],
  { cwd, isHeard = true }: { readonly cwd: string; readonly isHeard?: boolean },
): Serving {
  const child = spawn(process.execPath, [PROGRAM, 'serve', ...args], { cwd });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  if (isHeard) {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return {
    child,
    said: () => said,
    says: (pattern) =>
      until(() => said.match(pattern) ?? undefined, { what: `it says ${pattern}`, within: 60_000 }),
    async end() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
}
