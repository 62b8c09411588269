/** A text of lines as bytes, which can be scanned faster than a text. */

/** In LF end all lines, and the last one too. */
export const LINE_FEED = 0x0a;

const SLASH = 0x2f;
/** Stands for whatever is not ASCII. */
const OTHER = 0xff;

export interface LineCodes {
  /** One byte for each UTF-16 unit of the text, so that places are the same, and a line feed. */
  readonly codes: Uint8Array<ArrayBuffer>;
  /** The text with a slash in place of each line feed: behind a host, that makes it an expression. */
  readonly slashed: string;
}

/** Of a text whose lines end in LF. */
export function lineCodesOf(text: string): LineCodes {
  const bytes = new TextEncoder().encode(`${text}\n`);
  // Whatever is not ASCII takes more bytes than units.
  if (bytes.length > text.length + 1) {
    return { codes: codesOf(text), slashed: `${text.replaceAll('\n', '/')}/` };
  }
  const slashed = bytes.slice();
  for (let at = 0; at < slashed.length; at += 1) {
    if (slashed[at] === LINE_FEED) slashed[at] = SLASH;
  }
  return { codes: bytes, slashed: new TextDecoder().decode(slashed) };
}

function codesOf(text: string): Uint8Array<ArrayBuffer> {
  const codes = new Uint8Array(text.length + 1);
  for (let at = 0; at < text.length; at += 1) {
    codes[at] = Math.min(text.charCodeAt(at), OTHER);
  }
  codes[text.length] = LINE_FEED;
  return codes;
}
