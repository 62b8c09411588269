/** Reads a request's body as JSON of one schema, or as a form, and refuses whatever is anything else. */
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
  requireType(context, 'application/json');
  const result = v.safeParse(schema, parse(await readBytes(context, maxBytes)), {
    abortEarly: true,
  });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw refusalOf(issue);
}

/**
 * What a form without scripts sends, by the names of its fields; of one that comes twice, the last.
 * Throws as `readJson` does.
 */
export async function readForm(
  context: Context,
  maxBytes: number,
): Promise<Readonly<Record<string, string>>> {
  requireType(context, 'application/x-www-form-urlencoded');
  const bytes = await readBytes(context, maxBytes);
  return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes)));
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

function requireType(context: Context, wanted: string): void {
  const [type = ''] = (context.req.header('Content-Type') ?? '').split(';');
  if (type.trim().toLowerCase() !== wanted) {
    throw new Refusal('unsupported-media-type');
  }
  if (context.req.header('Content-Encoding') !== undefined) {
    throw new Refusal('unsupported-media-type', { detail: 'the body must not be encoded' });
  }
}

async function readBytes(context: Context, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () => new Refusal('too-large', { detail: `at most ${maxBytes} bytes` });
  const declared = Number(context.req.header('Content-Length') ?? Number.NaN);
  if (declared > maxBytes) throw tooLarge();
  try {
    const { raw } = context.req;
    // HTTP lets no more through than was declared, and to read that at once needs no web stream.
    const bytes = declared >= 0 ? await readAtOnce(raw) : await readUpTo(raw, maxBytes);
    if (bytes.byteLength <= maxBytes) return bytes;
  } catch (cause) {
    throw new Refusal('bad-request', { detail: 'the body ended early', cause });
  }
  throw tooLarge();
}

async function readAtOnce(request: Request): Promise<Uint8Array> {
  return new Uint8Array(await request.arrayBuffer());
}

/** Counts what really comes where no length was declared; ends soon after there is too much. */
async function readUpTo({ body }: Request, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    chunks.push(chunk);
    if (size > maxBytes) break;
  }
  return Buffer.concat(chunks);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(UTF8.decode(bytes));
  } catch (cause) {
    throw new Refusal('bad-request', { detail: 'the body is not JSON in UTF-8', cause });
  }
}
