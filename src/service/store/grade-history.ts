/** How the grade of each provider went: a point whenever it was reckoned and differs. */
import type { Grade } from '../../policy/index.ts';
import type { Instant } from '../../redress/index.ts';
import type { Database } from './database.ts';

export interface GradePoint {
  readonly at: Instant;
  readonly grade: Grade;
  readonly credit: number;
  /** The ends of the interval. */
  readonly low: number;
  readonly high: number;
}

export interface GradeHistory {
  /** A second one of the same instant counts for nothing. */
  add(providerId: string, point: GradePoint): Promise<void>;
  /** The oldest first; the newest so many of them. */
  history(providerId: string, limit: number): Promise<readonly GradePoint[]>;
}

export function gradeHistoryIn(database: Database): GradeHistory {
  return {
    add: (providerId, point) =>
      database.write(async (tables) => {
        await tables
          .insertInto('grade_history')
          .values({ provider_id: providerId, ...point })
          .onConflict((conflict) => conflict.columns(['provider_id', 'at']).doNothing())
          .execute();
      }),
    history: (providerId, limit) =>
      database.read(async (tables) => {
        const points = await tables
          .selectFrom('grade_history')
          .select(['at', 'grade', 'credit', 'low', 'high'])
          .where('provider_id', '=', providerId)
          .orderBy('at', 'desc')
          .limit(limit)
          .execute();
        return points.reverse();
      }),
  };
}
