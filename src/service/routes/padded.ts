/** Rounds an answer's size up, so that it does not tell what was found. */

/** Bytes to whose multiple an answer is padded. */
const BUCKET = 1024;

export function padded(answer: Readonly<Record<string, unknown>>): string {
  const bare = Buffer.byteLength(JSON.stringify({ ...answer, padding: '' }));
  const missing = (BUCKET - (bare % BUCKET)) % BUCKET;
  return JSON.stringify({ ...answer, padding: '.'.repeat(missing) });
}
