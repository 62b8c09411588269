/**
 * What is known of those who complain, by the opaque ids that the caller gives them: whose
 * complaints belong together, how fast they come, how they ended, and who was warned.
 */
import {
  type Case,
  type ReporterHistory,
  reportOutcomeOf,
  type Voice,
} from '../../redress/index.ts';
import type { CaseFolds } from './case-folds.ts';
import type { Database } from './database.ts';

export interface CaseVoice extends Voice {
  readonly caseId: string;
}

export interface Reporters {
  /** Who spoke in these cases, the newest so many; of each comment its beginning. */
  voices(caseIds: readonly string[], limit: number): Promise<readonly CaseVoice[]>;
  /** Cases of which so many reporters complained since then, and which nobody has moved up yet. */
  fastCases(since: string, reporters: number): Promise<readonly string[]>;
  /** By reporter, the newest so many complaints of each that were decided, and the warnings. */
  histories(reporters: readonly string[]): Promise<ReadonlyMap<string, ReporterHistory>>;
  /** A second warning at the same instant counts for nothing. */
  warn(reporter: string, at: string): Promise<void>;
}

/** Enough to tell texts apart. */
const COMMENT_LETTERS = 400;
const CASES_AT_ONCE = 100;
const REPORTS_AT_ONCE = 500;

export function reportersIn(database: Database, folds: CaseFolds): Reporters {
  return {
    voices: (caseIds, limit) =>
      database.read(async (tables) => {
        if (caseIds.length === 0) return [];
        const rows = await tables
          .selectFrom('case_complaints')
          .innerJoin('complaints', 'id', 'complaint_id')
          .select(({ fn, val }) => [
            ...(['case_id as caseId', 'id', 'reporter', 'network'] as const),
            'received_at as at',
            fn<string>('substr', ['comment', val(1), val(COMMENT_LETTERS)]).as('comment'),
          ])
          .where('case_id', 'in', caseIds)
          .orderBy('received_at', 'desc')
          .limit(limit)
          .execute();
        return rows.map(({ reporter, network, ...rest }) => ({
          ...rest,
          reporter: reporter ?? rest.id,
          network: network ?? undefined,
        }));
      }),
    fastCases: (since, reporters) =>
      database.read(async (tables) => {
        const rows = await tables
          .selectFrom('complaints')
          .innerJoin('case_complaints', 'complaint_id', 'complaints.id')
          .innerJoin('cases', 'cases.id', 'case_id')
          .select('case_id as id')
          // As every complaint comes in, and as the index has it.
          .where('complaints.state', '=', 'received')
          .where('received_at', '>', since)
          .where('is_hurried', '=', 0)
          .groupBy('case_id')
          .having(({ fn }) => fn.count('reporter').distinct(), '>=', reporters)
          .limit(CASES_AT_ONCE)
          .execute();
        return rows.map(({ id }) => id);
      }),
    histories: (reporters) =>
      database.read(async (tables) => {
        if (reporters.length === 0) return new Map();
        const rows = await tables
          .selectFrom('complaints')
          .innerJoin('case_complaints', 'complaint_id', 'id')
          .select(['reporter', 'id', 'case_id as caseId', 'received_at as at'])
          .where('reporter', 'in', reporters)
          .where('case_complaints.state', 'in', ['upheld', 'dismissed'])
          .orderBy('received_at', 'desc')
          .limit(REPORTS_AT_ONCE)
          .execute();
        const warnings = await tables
          .selectFrom('reporter_warnings')
          .select(['reporter', 'at'])
          .where('reporter', 'in', reporters)
          .execute();
        const ids = [...new Set(rows.map(({ caseId }) => caseId))];
        const cases = new Map<string, Case>();
        for (const { theCase } of await folds.read(tables, ids)) cases.set(theCase.id, theCase);
        const reports = rows.flatMap(({ reporter, id, caseId, at }) => {
          const theCase = cases.get(caseId);
          const outcome = theCase && reportOutcomeOf(theCase, id);
          return outcome === undefined ? [] : [{ reporter, at, outcome }];
        });
        return new Map(
          reporters.map((reporter) => [
            reporter,
            {
              reports: reports.filter((one) => one.reporter === reporter),
              warnings: warnings.filter((one) => one.reporter === reporter).map(({ at }) => at),
            },
          ]),
        );
      }),
    async warn(reporter, at) {
      await database.write((tables) =>
        tables
          .insertInto('reporter_warnings')
          .values({ reporter, at })
          .onConflict((conflict) => conflict.columns(['reporter', 'at']).doNothing())
          .execute(),
      );
    },
  };
}
