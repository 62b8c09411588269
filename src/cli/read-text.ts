/** Reads a text from where a person says it is: a file, an address, or standard input. */
import { readFile } from 'node:fs/promises';
import { CodedError } from '../policy/index.ts';

const TIMEOUT = 60_000;

/** `-` is standard input. Throws `bad-source` for an address that does not give it, or too much. */
export async function readText(from: string, limit: number): Promise<string> {
  if (from === '-') return readAll(process.stdin, from, limit);
  if (!/^https?:\/\//i.test(from)) return readFile(from, 'utf8');
  try {
    const response = await fetch(from, {
      signal: AbortSignal.timeout(TIMEOUT),
      redirect: 'error',
    });
    if (response.ok && response.body !== null) return await readAll(response.body, from, limit);
    await response.body?.cancel();
    throw new CodedError('bad-source', `${from}: answered with status ${response.status}`);
  } catch (cause) {
    if (cause instanceof CodedError) throw cause;
    throw new CodedError('bad-source', `${from}: cannot be fetched`, { cause });
  }
}

async function readAll(
  chunks: AsyncIterable<Uint8Array>,
  from: string,
  limit: number,
): Promise<string> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limit) throw new CodedError('bad-source', `${from}: larger than ${limit}`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
