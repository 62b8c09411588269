/** The proof of work for one complaint: asks for a puzzle, has it solved, gives the header's value. */
import { ENDPOINTS, type Puzzle, PuzzleSchema } from '../../../wire/index.ts';
import { type Asked, ask } from '../ui/ask.ts';
import { trustedScript } from '../ui/trusted-script.ts';
import workerAddress from './solve.worker.ts?worker&url';

export async function proveWork(): Promise<Asked<string>> {
  const puzzle = await ask(ENDPOINTS.puzzle, PuzzleSchema);
  if (!puzzle.ok) return puzzle;
  const nonce = await solve(puzzle.value);
  return { ok: true, value: `${puzzle.value.puzzle}:${nonce}` };
}

function solve({ puzzle, difficulty }: Puzzle): Promise<number> {
  const worker = new Worker(trustedScript(workerAddress), { type: 'module' });
  return new Promise<number>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
    worker.onerror = () => reject(new Error('the puzzle’s worker failed'));
    worker.postMessage({ puzzle, difficulty });
  }).finally(() => worker.terminate());
}
