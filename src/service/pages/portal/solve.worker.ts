/** Solves a puzzle beside the page, so that the page goes on answering meanwhile. */
import { isSolution } from '../../../wire/index.ts';

interface Asked {
  readonly puzzle: string;
  readonly difficulty: number;
}

self.onmessage = ({ data }: MessageEvent<Asked>) => {
  let nonce = 0;
  while (!isSolution(data.puzzle, nonce, data.difficulty)) nonce += 1;
  self.postMessage(nonce);
};
