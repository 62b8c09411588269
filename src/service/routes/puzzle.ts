/** Gives the puzzle whose solution a reporter without an account brings. */
import type { AppContext, AppOptions } from '../app-env.ts';
import { givePuzzle } from '../proof/puzzles.ts';

export function answerPuzzle({ store, now, limits }: AppOptions) {
  return async (context: AppContext): Promise<Response> =>
    context.json(await givePuzzle(store.accounts, now(), limits.puzzleDifficulty), 200, {
      'Cache-Control': 'no-store',
    });
}
