/**
 * Lines as bytes, which can be scanned faster than a text. In blocks: a text of many megabytes, and
 * what is made of it, would have to be made room for at once.
 */
import { LINE_FEED, SLASH } from './plain-address.ts';

/** UTF-16 units of a block, unless one line is longer. */
const BLOCK = 65_536;

/** Stands for whatever is not ASCII. */
const OTHER = 0xff;

export interface LineCodes {
  /**
   * One byte for each UTF-16 unit of the text, so that places are the same, and a line feed. They
   * stand until the next text is read.
   */
  readonly codes: Uint8Array;
  /** The text with a slash in place of each line feed: behind a host, that makes it an expression. */
  readonly slashed: string;
}

/** The parts of a text, each of whole lines that end in LF. */
export function* blocksOf(text: string): Generator<string> {
  for (let from = 0; from < text.length; ) {
    const last = text.lastIndexOf('\n', from + BLOCK - 1);
    const end = last < from ? text.indexOf('\n', from) : last;
    const to = end < 0 ? text.length : end + 1;
    yield text.slice(from, to);
    from = to;
  }
}

/** A reader of one block after the other. */
export function makeLineCoder(): (block: string) => LineCodes {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  let room = new Uint8Array(BLOCK + 1);
  let slashedRoom = new Uint8Array(BLOCK + 1);
  return (block) => {
    const length = block.length + 1;
    if (room.length < length) {
      room = new Uint8Array(length);
      slashedRoom = new Uint8Array(length);
    }
    room[block.length] = LINE_FEED;
    const { read } = encoder.encodeInto(block, room.subarray(0, block.length));
    // Whatever is not ASCII takes more bytes than units.
    if (read < block.length) {
      writeCodes(block, room);
      return { codes: room, slashed: `${block.replaceAll('\n', '/')}/` };
    }
    for (let at = 0; at < length; at += 1) {
      const code = room[at] as number;
      slashedRoom[at] = code === LINE_FEED ? SLASH : code;
    }
    return { codes: room, slashed: decoder.decode(slashedRoom.subarray(0, length)) };
  };
}

function writeCodes(text: string, room: Uint8Array): void {
  for (let at = 0; at < text.length; at += 1) room[at] = Math.min(text.charCodeAt(at), OTHER);
}
