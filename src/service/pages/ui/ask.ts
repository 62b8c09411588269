/** Asks the service and parses what it says; every failure is one of few kinds that pages speak of. */
import * as v from 'valibot';
import { ProblemSchema } from '../../../wire/index.ts';

export type AskFailure = 'unreachable' | 'unreadable' | (string & {});

export type Asked<Value> =
  | { readonly ok: true; readonly value: Value }
  /** `code` is the problem's own name, like `quota-exceeded`. */
  | { readonly ok: false; readonly code: AskFailure };

export interface AskOptions {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function ask<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
  options: AskOptions = {},
): Promise<Asked<v.InferOutput<Schema>>> {
  const response = await fetched(path, options);
  if (response === undefined) return { ok: false, code: 'unreachable' };
  const content = await contentOf(response);
  if (!response.ok) return { ok: false, code: codeOf(content) };
  const result = v.safeParse(schema, content);
  return result.success ? { ok: true, value: result.output } : { ok: false, code: 'unreadable' };
}

async function fetched(path: string, options: AskOptions): Promise<Response | undefined> {
  const { method = 'GET', body, headers } = options;
  try {
    return await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    // Why is not told to pages.
    return undefined;
  }
}

async function contentOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function codeOf(content: unknown): string {
  const problem = v.safeParse(ProblemSchema, content);
  if (!problem.success) return 'unreadable';
  const { type, detail = '' } = problem.output;
  const code = type.split(':').at(-1) ?? '';
  // Which of the case's rules refuses it stands in the detail.
  return code === 'refused' ? `refused-${detail}` : code;
}
