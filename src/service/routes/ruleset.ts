/** Hands out the signed ruleset and what it is judged by, in a form that any cache can keep. */
import type { AppContext, AppOptions } from '../app-env.ts';
import { Refusal } from '../problem.ts';
import { BRIEFLY, FOR_EVER, MISSING } from './caching.ts';

export function answerManifest({ ruleset }: AppOptions) {
  return async (context: AppContext): Promise<Response> => {
    const { manifestBytes, manifestSha256 } = await ruleset.current();
    return answer(context, manifestBytes, {
      'Content-Type': 'application/json',
      'Cache-Control': BRIEFLY,
      ETag: `"${manifestSha256}"`,
    });
  };
}

/** A part's name is its content, so it never changes; the service's own are public like the rest. */
export function answerPart({ ruleset }: AppOptions) {
  return async (context: AppContext): Promise<Response> => {
    const sha256 = context.req.param('sha256') ?? '';
    await ruleset.current();
    return answer(context, await ruleset.part(sha256), {
      'Content-Type': 'application/octet-stream',
      'Cache-Control': FOR_EVER,
      ETag: `"${sha256}"`,
    });
  };
}

/**
 * A root that is not there may be there soon, so only one that is there is kept for ever. Every client
 * asks for the next one each time, so that it is missing is kept as well, briefly.
 */
export function answerRoot({ ruleset }: AppOptions) {
  return async (context: AppContext): Promise<Response> => {
    const [, number] = /^([1-9]\d{0,14})\.json$/.exec(context.req.param('number') ?? '') ?? [];
    if (number === undefined) throw new Refusal('not-found');
    return answer(
      context,
      await ruleset.root(Number(number)),
      { 'Content-Type': 'application/json', 'Cache-Control': FOR_EVER },
      { 'Cache-Control': MISSING },
    );
  };
}

export function answerRevocation({ ruleset }: AppOptions) {
  return async (context: AppContext): Promise<Response> =>
    answer(
      context,
      await ruleset.revocation(),
      { 'Content-Type': 'application/json', 'Cache-Control': BRIEFLY },
      { 'Cache-Control': MISSING },
    );
}

export function answerLog({ ruleset }: AppOptions) {
  return async (context: AppContext): Promise<Response> =>
    answer(context, await ruleset.log(), {
      'Content-Type': 'application/x-ndjson',
      'Cache-Control': BRIEFLY,
    });
}

function answer(
  context: AppContext,
  bytes: Uint8Array<ArrayBuffer> | undefined,
  headers: Readonly<Record<string, string>>,
  missing: Readonly<Record<string, string>> = {},
): Response {
  if (bytes === undefined) throw new Refusal('not-found', { headers: missing });
  return context.body(bytes, 200, { 'Content-Length': String(bytes.byteLength), ...headers });
}
