/**
 * Where lines of the log go: to a file descriptor, beside the work and never in its way. A reader
 * that is slow, a disk that is full or a pipe without anybody at its end costs lines, which are
 * counted, and nothing else.
 */
import { write } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { codeOf } from '../policy/index.ts';
import type { LogEntry } from './log-entry.ts';

export interface LogSinkOptions {
  /** Writes some of the bytes, and says how many. */
  readonly write: (bytes: Uint8Array) => Promise<number>;
  readonly lineOf: (entry: LogEntry) => string;
  /** Is told, once each time, how many lines were lost. */
  readonly onDropped?: (count: number) => void;
  /** Bytes that may wait. */
  readonly room?: number;
}

export interface LogSink {
  log(entry: LogEntry): void;
  /** Waits until what was logged is written, or for a second. */
  end(): Promise<void>;
}

const ROOM = 1024 * 1024;
/** Milliseconds until somebody who takes nothing is tried again. */
const PAUSE = 50;
const LAST_WAIT = 1000;

const writeTo = promisify(write);

/** For standard output, which Node itself would write to synchronously where it is a pipe. */
export function writerTo(descriptor: number): LogSinkOptions['write'] {
  return async (bytes) => (await writeTo(descriptor, bytes)).bytesWritten;
}

export function createLogSink(options: LogSinkOptions): LogSink {
  const { lineOf, onDropped = () => undefined, room = ROOM } = options;
  let waiting: Uint8Array[] = [];
  let size = 0;
  let unsaid = 0;
  let writing: Promise<void> | undefined;

  function drop(count: number): void {
    unsaid += count;
    onDropped(count);
  }

  function push(entry: LogEntry): void {
    const bytes = Buffer.from(`${lineOf(entry)}\n`);
    waiting.push(bytes);
    size += bytes.length;
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const lines = waiting;
      waiting = [];
      try {
        await writeWhole(Buffer.concat(lines), options.write);
      } catch {
        // Nobody can be told of it but by the count.
        drop(lines.length);
      }
      size = waiting.reduce((sum, { length }) => sum + length, 0);
    }
  }

  return {
    log(entry) {
      if (size >= room) {
        drop(1);
        return;
      }
      if (unsaid > 0) {
        const count = unsaid;
        unsaid = 0;
        push({ event: 'lines-dropped', count });
      }
      push(entry);
      writing ??= writeAll().finally(() => {
        writing = undefined;
      });
    },
    async end() {
      await Promise.race([writing, wait(LAST_WAIT, undefined, { ref: false })]);
    },
  };
}

async function writeWhole(bytes: Uint8Array, write: LogSinkOptions['write']): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    try {
      done += await write(bytes.subarray(done));
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw error;
      await wait(PAUSE, undefined, { ref: false });
    }
  }
}
