/** Processes of this machine, which is a Linux: a browser is a tree of them. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { codeOf } from '../../src/policy/index.ts';
import { until } from './until.ts';

export interface Process {
  readonly pid: number;
  /** The command line. */
  readonly command: string;
}

/** All that it has started, directly or not, without itself. */
export async function descendantsOf(pid: number): Promise<readonly Process[]> {
  const { stdout } = await promisify(execFile)('ps', ['-e', '-ww', '-o', 'pid=,ppid=,args='], {
    maxBuffer: 64 * 1024 * 1024,
  });
  const all = stdout.split('\n').flatMap((line) => {
    const [, own, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return own === undefined ? [] : [{ pid: Number(own), parent: Number(parent), command }];
  });
  const found: Process[] = [];
  const above = new Set([pid]);
  for (let before = -1; before !== found.length; ) {
    before = found.length;
    for (const one of all) {
      if (!above.has(one.parent) || above.has(one.pid)) continue;
      above.add(one.pid);
      found.push({ pid: one.pid, command: one.command });
    }
  }
  return found;
}

/** It and all that it has started, without a moment for any of them to write something. */
export async function killTree(pid: number): Promise<void> {
  const tree = [pid, ...(await descendantsOf(pid)).map((child) => child.pid)];
  for (const one of tree) signal(one);
  for (const one of tree) {
    await until(async () => !(await isRunning(one)), { what: `the end of process ${one}` });
  }
}

/** At once, and gives back when it is gone; one that is gone already is as good. */
export async function killProcess(pid: number): Promise<void> {
  signal(pid);
  await until(async () => !(await isRunning(pid)), { what: `the end of process ${pid}` });
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

/** One that nobody has buried yet runs no more. Linux only. */
async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return stat !== undefined && !/\) Z /.test(stat);
}

/** The first process of a browser. */
export function pidOf(browser: {
  process(): { readonly pid?: number | undefined } | null;
}): number {
  const pid = browser.process()?.pid;
  if (pid === undefined) throw new Error('the browser has no process');
  return pid;
}
