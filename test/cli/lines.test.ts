import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Line, readLines } from '../../src/cli/lines.ts';

async function read(chunks: readonly Uint8Array[], limit?: number): Promise<Line[]> {
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield* chunks;
  }
  const lines: Line[] = [];
  for await (const line of readLines(stream(), limit)) lines.push(line);
  return lines;
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe('readLines', () => {
  test('gives the same lines however the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: fc.constantFrom('a', '例', '🙂', ' ') })),
        fc.integer({ min: 1, max: 7 }),
        async (texts, size) => {
          const whole = bytes(texts.map((text) => `${text}\n`).join(''));
          const chunks: Uint8Array[] = [];
          for (let from = 0; from < whole.length; from += size) {
            chunks.push(whole.subarray(from, from + size));
          }
          const lines = await read(chunks);
          expect(lines).toEqual(texts.map((text, index) => ({ number: index + 1, text })));
        },
      ),
    );
  });

  test('gives a last line without its end, and takes either kind of end', async () => {
    expect(await read([bytes('one\r\ntwo\nthree')])).toEqual([
      { number: 1, text: 'one' },
      { number: 2, text: 'two' },
      { number: 3, text: 'three' },
    ]);
    expect(await read([])).toEqual([]);
  });

  test('drops what is too long and goes on behind it', async () => {
    const chunks = [bytes('12345'), bytes('6789\nok\n'), bytes('1234567890')];
    expect(await read(chunks, 8)).toEqual([
      { number: 1, text: undefined },
      { number: 2, text: 'ok' },
      { number: 3, text: undefined },
    ]);
  });
});
