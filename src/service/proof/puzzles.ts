/**
 * Puzzles for reporters without an account. A puzzle is a token that we signed, so nothing is kept
 * of those that were given away; what is kept is that one was used, until it would have expired.
 */
import * as v from 'valibot';
import { isSolution, type Puzzle } from '../../wire/index.ts';
import { newSecret, seal, unseal } from '../sign-in/secrets.ts';
import type { Accounts } from '../store/accounts.ts';

const GOOD_FOR_MILLISECONDS = 10 * 60_000;

const PURPOSE = 'puzzle';

const ClaimsSchema = v.object({ id: v.string(), difficulty: v.number(), expiresAt: v.number() });

type Kept = Pick<Accounts, 'secret' | 'spend'>;

export async function givePuzzle(kept: Kept, now: number, difficulty: number): Promise<Puzzle> {
  const expiresAt = now + GOOD_FOR_MILLISECONDS;
  const key = await kept.secret(PURPOSE, newSecret());
  const puzzle = seal(key, PURPOSE, { id: newSecret().slice(0, 22), difficulty }, expiresAt);
  return { puzzle, difficulty, expiresAt: new Date(expiresAt).toISOString() };
}

/** True for each puzzle that we gave and that is solved in time, for the first holder that brings it. */
export async function isProof(
  kept: Kept,
  proof: string,
  now: number,
  holder: string,
): Promise<boolean> {
  const [puzzle = '', digits = ''] = proof.split(':');
  if (!/^\d{1,15}$/.test(digits)) return false;
  const key = await kept.secret(PURPOSE, newSecret());
  const claims = unseal(key, PURPOSE, puzzle, now, ClaimsSchema);
  if (claims === undefined || !isSolution(puzzle, Number(digits), claims.difficulty)) return false;
  return kept.spend(`puzzle ${claims.id}`, new Date(claims.expiresAt), new Date(now), holder);
}
