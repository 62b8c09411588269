/** Lines of a stream as they come, each of bounded length. */

/** A line longer than this many UTF-16 units is not kept. */
export const LINE_LIMIT = 4 * 1024 * 1024;

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Undefined where the line is longer than the limit. */
  readonly text: string | undefined;
}

export async function* readLines(
  stream: AsyncIterable<Uint8Array>,
  limit = LINE_LIMIT,
): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let number = 0;
  let held = '';
  let isTooLong = false;
  const take = (): Line => {
    number += 1;
    const line = { number, text: isTooLong ? undefined : held.replace(/\r$/, '') };
    held = '';
    isTooLong = false;
    return line;
  };
  const hold = (piece: string): void => {
    isTooLong ||= held.length + piece.length > limit;
    held = isTooLong ? '' : held + piece;
  };
  for await (const chunk of stream) {
    const pieces = decoder.decode(chunk, { stream: true }).split('\n');
    const last = pieces.pop() ?? '';
    for (const piece of pieces) {
      hold(piece);
      yield take();
    }
    hold(last);
  }
  hold(decoder.decode());
  if (held !== '' || isTooLong) yield take();
}
