/** Rounds an answer's size up, so that it does not tell what was found. */

/** Bytes to whose multiple an answer is padded. */
const BUCKET = 1024;

/** `padding` stands last and is empty, so that the dots go before the end. */
export function padded(answer: Readonly<Record<string, unknown>>): string {
  const bare = JSON.stringify({ ...answer, padding: '' });
  const missing = (BUCKET - (Buffer.byteLength(bare) % BUCKET)) % BUCKET;
  return `${bare.slice(0, -END.length)}${'.'.repeat(missing)}${END}`;
}

const END = '"}';
