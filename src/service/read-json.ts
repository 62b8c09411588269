/** Reads a request's body as JSON of one schema, and refuses whatever is anything else. */
import type { Context } from 'hono';
import * as v from 'valibot';
import { Refusal } from './problem.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Throws `unsupported-media-type`, `too-large` or `bad-request` with the place of the first fault. */
export async function readJson<Schema extends v.GenericSchema>(
  context: Context,
  schema: Schema,
  maxBytes: number,
): Promise<v.InferOutput<Schema>> {
  requireJson(context);
  const result = v.safeParse(schema, parse(await readBytes(context, maxBytes)), {
    abortEarly: true,
  });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw refusalOf(issue);
}

/** Valibot's own messages quote what they received; a problem never repeats what was sent. */
function refusalOf(issue: v.BaseIssue<unknown>): Refusal {
  // The name of a member that is too much was chosen by the sender.
  if (issue.expected === 'never') {
    return new Refusal('bad-request', { detail: 'expected no other members' });
  }
  const place = v.getDotPath(issue);
  const rule =
    issue.expected === null || issue.message.startsWith('expected')
      ? issue.message
      : `expected ${issue.expected}`;
  return new Refusal('bad-request', { detail: rule, ...(place === null ? {} : { place }) });
}

function requireJson(context: Context): void {
  const [type = ''] = (context.req.header('Content-Type') ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/json') {
    throw new Refusal('unsupported-media-type');
  }
  if (context.req.header('Content-Encoding') !== undefined) {
    throw new Refusal('unsupported-media-type', { detail: 'the body must not be encoded' });
  }
}

/** Counts what really comes: a declared length may lie, or be absent. */
async function readBytes(context: Context, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () => new Refusal('too-large', { detail: `at most ${maxBytes} bytes` });
  if (Number(context.req.header('Content-Length') ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of context.req.raw.body ?? []) {
      size += chunk.byteLength;
      if (size > maxBytes) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw new Refusal('bad-request', { detail: 'the body ended early', cause });
  }
  if (size > maxBytes) throw tooLarge();
  return Buffer.concat(chunks);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(UTF8.decode(bytes));
  } catch (cause) {
    throw new Refusal('bad-request', { detail: 'the body is not JSON in UTF-8', cause });
  }
}
