/** What unusual features weigh: points, which are tenths of a logit, and where they are too many. */
import { indexWords, type WordIndex } from './word-index.ts';

export interface Model {
  /** An address of as many points is unusual. */
  readonly threshold: number;
  /** Bits of surprise of each pair of letters; see `letter-surprise.ts`. */
  readonly letters: string;
  /** Words that are looked for. */
  readonly words: WordIndex;
  readonly points: ReadonlyMap<string, number>;
}

/** As the model is kept: for each kind of feature, its features by their points. */
export interface Weights {
  readonly threshold: number;
  readonly letters: string;
  readonly points: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export function modelFrom({ threshold, letters, points }: Weights): Model {
  const rows = Object.entries(points).flatMap(([kind, byPoints]) =>
    Object.entries(byPoints).flatMap(([worth, names]) =>
      names.split(' ').map((name) => [`${kind}:${name}`, Number(worth)] as const),
    ),
  );
  const words = Object.values(points.word ?? {}).flatMap((names) => names.split(' '));
  return { threshold, letters, words: indexWords(words), points: new Map(rows) };
}
