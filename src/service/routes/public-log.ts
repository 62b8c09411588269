/** The public log: a page of it, and all of it as lines that anybody can check. */
import * as v from 'valibot';
import { formatPublicEntry } from '../../redress/index.ts';
import { LOG_PAGE_LIMIT, type LogPageResponse } from '../../wire/index.ts';
import type { AppContext, AppOptions } from '../app-env.ts';
import { Refusal } from '../problem.ts';

const FromSchema = v.optional(
  v.pipe(v.string(), v.regex(/^[1-9]\d{0,8}$/), v.transform(Number)),
  '1',
);

const BRIEFLY = 'public, max-age=60';

export function answerLogPage({ store }: AppOptions) {
  return async (context: AppContext): Promise<Response> => {
    const from = v.safeParse(FromSchema, context.req.query('from'));
    if (!from.success) throw new Refusal('bad-request', { place: 'from' });
    const page = await store.publicLog.page({ from: from.output, limit: LOG_PAGE_LIMIT });
    const { entries, head, count } = page;
    const answer: LogPageResponse = {
      entries: [...entries],
      ...(head === undefined ? {} : { head }),
      count,
    };
    return context.json(answer, 200, { 'Cache-Control': BRIEFLY });
  };
}

/** Read while it is sent, so that a long log is never in memory as a whole. */
export function answerLogFile({ store }: AppOptions) {
  return (context: AppContext): Response => {
    let from = 1;
    const lines = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { entries } = await store.publicLog.page({ from, limit: LOG_PAGE_LIMIT });
        if (entries.length === 0) return controller.close();
        from += entries.length;
        controller.enqueue(new TextEncoder().encode(entries.map(formatPublicEntry).join('')));
      },
    });
    return context.body(lines, 200, {
      'Content-Type': 'application/x-ndjson',
      'Cache-Control': BRIEFLY,
    });
  };
}
