/** Hands out the signed manifest and its parts, in a form that any cache on the way can keep. */
import type { AppContext, AppOptions } from '../app-env.ts';
import { Refusal } from '../problem.ts';

export function answerManifest({ ruleset }: AppOptions) {
  return async (context: AppContext): Promise<Response> => {
    const { manifestBytes, manifestSha256 } = await ruleset.current();
    return context.body(manifestBytes, 200, {
      'Content-Type': 'application/json',
      'Content-Length': String(manifestBytes.byteLength),
      'Cache-Control': 'public, max-age=60',
      ETag: `"${manifestSha256}"`,
    });
  };
}

/** A part's name is its content, so it never changes; `remainders` are public like the rest. */
export function answerPart({ ruleset }: AppOptions) {
  return async (context: AppContext): Promise<Response> => {
    const sha256 = context.req.param('sha256') ?? '';
    await ruleset.current();
    const bytes = await ruleset.part(sha256);
    if (bytes === undefined) throw new Refusal('not-found');
    return context.body(bytes, 200, {
      'Content-Type': 'application/octet-stream',
      'Content-Length': String(bytes.byteLength),
      'Cache-Control': 'public, max-age=31536000, immutable',
      ETag: `"${sha256}"`,
    });
  };
}
