/** Signed statements of reasons, for whoever has the id of a ruling, and the key behind them. */
import { publicKeyOf, type SigningKey } from '../../policy/index.ts';
import { portableStatementOf, rulingRecord, signStatement } from '../../redress/index.ts';
import type { StatementKeys } from '../../wire/index.ts';
import type { AppContext, AppOptions } from '../app-env.ts';
import { Refusal } from '../problem.ts';

const BRIEFLY = { 'Cache-Control': 'public, max-age=60' };
const MINUTE = 60_000;

export function answerStatementKeys({ statementKey }: AppOptions) {
  return async (context: AppContext): Promise<Response> => {
    const answer: StatementKeys = { keys: [publicKeyOf(required(statementKey))] };
    return context.json(answer, 200, BRIEFLY);
  };
}

/** One that is not published is not there. */
export function answerStatement({ store, statementKey, now }: AppOptions) {
  return async (context: AppContext): Promise<Response> => {
    const [, id] = /^([\w-]{1,100})\.json$/.exec(context.req.param('ruling') ?? '') ?? [];
    const theCase = id === undefined ? undefined : await store.caseOfRuling(id);
    const record = theCase && id !== undefined ? rulingRecord(theCase, id) : undefined;
    // To the minute: then whoever asks again within it gets the same document.
    const issuedAt = new Date(Math.floor(now() / MINUTE) * MINUTE).toISOString();
    const statement = record && portableStatementOf(record, issuedAt);
    if (statement === undefined) throw new Refusal('not-found');
    const signed = await signStatement(statement, [required(statementKey)]);
    return context.body(`${JSON.stringify(signed, undefined, 2)}\n`, 200, {
      ...BRIEFLY,
      'Content-Type': 'application/json',
      'Content-Disposition': `attachment; filename="statement-${id}.json"`,
    });
  };
}

function required(key: SigningKey | undefined): SigningKey {
  if (key === undefined) throw new Refusal('no-statement-key');
  return key;
}
