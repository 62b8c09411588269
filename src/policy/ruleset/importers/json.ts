/** Lists that are one JSON document. */
import * as v from 'valibot';
import { CodedError } from '../../coded-error.ts';

/** Throws `bad-list` naming the list, the place and the rule. */
export function parseList<T>(schema: v.GenericSchema<unknown, T>, text: string, list: string): T {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new CodedError('bad-list', `list ${list}: document: not JSON`, { cause });
  }
  const result = v.safeParse(schema, document);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue) ?? 'document';
  throw new CodedError('bad-list', `list ${list}: ${place}: ${issue.message}`);
}
