/**
 * Proof of work of somebody who files without an account: the service gives a puzzle, and a nonce
 * solves it when the hash of both begins with as many zero bits as the puzzle asks for.
 */
import * as v from 'valibot';
import { fullHashOf } from '../policy/index.ts';

/** The header in which a complaint brings its proof: `<puzzle>:<nonce>`. */
export const PROOF_HEADER = 'Proof-Of-Work';

export const PuzzleSchema = v.object({
  /** Opaque, signed by the service, good for one complaint. */
  puzzle: v.pipe(v.string(), v.regex(/^[\w.-]{20,200}$/, 'expected a puzzle')),
  /** Zero bits at the beginning of the hash. */
  difficulty: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(30)),
  expiresAt: v.pipe(v.string(), v.isoTimestamp()),
});

export type Puzzle = v.InferOutput<typeof PuzzleSchema>;

export function isSolution(puzzle: string, nonce: number, difficulty: number): boolean {
  return zeroBits(fullHashOf(`${puzzle}:${nonce}`)) >= difficulty;
}

function zeroBits(hash: Uint8Array): number {
  const whole = hash.findIndex((byte) => byte !== 0);
  if (whole < 0) return hash.length * 8;
  return whole * 8 + Math.clz32(hash[whole] ?? 0) - 24;
}
