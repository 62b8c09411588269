import { describe, expect, onTestFinished, test } from 'vitest';
import { givePuzzle, isProof } from '../../../src/service/proof/puzzles.ts';
import { openStore } from '../../../src/service/store/store.ts';
import { isSolution } from '../../../src/wire/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const NOW = Date.parse('2026-11-20T08:00:00.000Z');
const DIFFICULTY = 8;

async function kept() {
  const store = await openStore(`${await temporaryFolder()}/store.sqlite`);
  onTestFinished(() => store.close());
  return store.accounts;
}

function solve(puzzle: string, difficulty: number, solved = true): string {
  let nonce = 0;
  while (isSolution(puzzle, nonce, difficulty) !== solved) nonce += 1;
  return `${puzzle}:${nonce}`;
}

describe('isProof', () => {
  test('is true for a puzzle that was solved in time, for the first who brings it', async () => {
    const accounts = await kept();
    const { puzzle, difficulty } = await givePuzzle(accounts, NOW, DIFFICULTY);
    const proof = solve(puzzle, difficulty);
    expect(await isProof(accounts, proof, NOW + 1000, 'a')).toBe(true);
    expect(await isProof(accounts, proof, NOW + 2000, 'b')).toBe(false);
    expect(await isProof(accounts, proof, NOW + 3000, 'b')).toBe(false);
    expect(await isProof(accounts, proof, NOW + 3000, 'a')).toBe(true);
  });

  test('is not true after its time', async () => {
    const accounts = await kept();
    const { puzzle, difficulty, expiresAt } = await givePuzzle(accounts, NOW, DIFFICULTY);
    expect(await isProof(accounts, solve(puzzle, difficulty), Date.parse(expiresAt), 'a')).toBe(
      false,
    );
  });

  test('is not true for a nonce that does not solve it, or a puzzle of somebody else', async () => {
    const accounts = await kept();
    const { puzzle, difficulty } = await givePuzzle(accounts, NOW, DIFFICULTY);
    expect(await isProof(accounts, solve(puzzle, difficulty, false), NOW, 'a')).toBe(false);
    const foreign = await givePuzzle(await kept(), NOW, DIFFICULTY);
    expect(await isProof(accounts, solve(foreign.puzzle, DIFFICULTY), NOW, 'a')).toBe(false);
    for (const proof of ['', ':', `${puzzle}:`, `${puzzle}:-1`, `${puzzle}:1e3`, 'x:1']) {
      expect(await isProof(accounts, proof, NOW, 'a')).toBe(false);
    }
  });
});
