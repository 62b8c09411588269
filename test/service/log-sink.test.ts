import { closeSync, openSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { jsonOf, type LogEntry, wordsOf } from '../../src/service/log-entry.ts';
import { createLogSink, writerTo } from '../../src/service/log-sink.ts';
import { until } from '../support/until.ts';

const ENTRY: LogEntry = { event: 'list', text: 'one' };

function collecting(options: { room?: number } = {}) {
  let text = '';
  let dropped = 0;
  let isStuck = false;
  let release: () => void = () => undefined;
  const sink = createLogSink({
    ...options,
    lineOf: wordsOf,
    onDropped: (count) => {
      dropped += count;
    },
    async write(bytes) {
      if (isStuck) {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      }
      // Never more than a few bytes at once, as a pipe may.
      const some = bytes.subarray(0, 5);
      text += Buffer.from(some).toString();
      return some.length;
    },
  });
  return {
    sink,
    text: () => text,
    dropped: () => dropped,
    stick: () => {
      isStuck = true;
    },
    unstick: () => {
      isStuck = false;
      release();
    },
  };
}

describe('createLogSink', () => {
  test('writes every line whole and in order, however little is taken at once', async () => {
    const { sink, text } = collecting();
    for (let count = 0; count < 20; count += 1) sink.log({ event: 'list', text: `line ${count}` });
    await sink.end();
    expect(text()).toBe(Array.from({ length: 20 }, (_, index) => `line ${index}\n`).join(''));
  });

  test('drops lines while nobody takes them, and says how many afterwards', async () => {
    const { sink, text, dropped, stick, unstick } = collecting({ room: 40 });
    stick();
    for (let count = 0; count < 100; count += 1) sink.log(ENTRY);
    expect(dropped()).toBe(90);
    unstick();
    await until(() => text().split('\n').length > 10, { what: 'what waited is written' });
    sink.log({ event: 'list', text: 'two' });
    await sink.end();
    expect(text()).toBe(`${'one\n'.repeat(10)}90 lines were dropped: nobody took them\ntwo\n`);
  });

  test('goes on when the disk is full, and counts what it lost', async () => {
    const full = openSync('/dev/full', 'w');
    let dropped = 0;
    const sink = createLogSink({
      write: writerTo(full),
      lineOf: wordsOf,
      onDropped: (count) => {
        dropped += count;
      },
    });
    sink.log(ENTRY);
    await sink.end();
    sink.log(ENTRY);
    await sink.end();
    closeSync(full);
    // The second try was to write the count as well.
    expect(dropped).toBe(3);
  });
});

describe('a line of the log', () => {
  test('is one line, whatever stands in it', () => {
    const text = 'a\nb\u{202e}\u{2028}"';
    const line = jsonOf({ event: 'list', text }, Date.parse('2026-01-01'));
    expect(line.split('\n')).toHaveLength(1);
    expect(JSON.parse(line)).toEqual({ time: '2026-01-01T00:00:00.000Z', event: 'list', text });
  });

  test('of a request has nothing but method, route, status and time', () => {
    const entry: LogEntry = {
      ...{ event: 'request', method: 'GET', route: '/v1/health', status: 503, milliseconds: 3 },
      code: 'store-unavailable',
    };
    expect(wordsOf(entry)).toBe('GET /v1/health 503 3ms store-unavailable');
    expect(Object.keys(JSON.parse(jsonOf(entry, 0)))).toEqual([
      ...['time', 'event', 'method', 'route', 'status', 'milliseconds', 'code'],
    ]);
  });
});
