/** Asks the desk's half of the service; what changes something carries the session's token. */
import type * as v from 'valibot';
import { CSRF_HEADER } from '../../../wire/index.ts';
import { type Asked, ask } from '../ui/ask.ts';

export interface Session {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly csrf: string;
}

export function post<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
  body: unknown,
  session?: Session,
): Promise<Asked<v.InferOutput<Schema>>> {
  const headers = session === undefined ? {} : { [CSRF_HEADER]: session.csrf };
  return ask(`/desk/api/${path}`, schema, { method: 'POST', body, headers });
}

export function get<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
): Promise<Asked<v.InferOutput<Schema>>> {
  return ask(`/desk/api/${path}`, schema);
}
