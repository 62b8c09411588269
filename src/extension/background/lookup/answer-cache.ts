/**
 * What the service answered for each prefix, in memory, for as long as it said. "Nothing known" is
 * an answer and is kept; a prefix that is not here was not answered, which is never the same.
 */
import { type LookupResponse, PREFIX_BYTES } from '../../../wire/index.ts';

export type FullHashMatch = LookupResponse['matches'][number];

export interface PrefixAnswer {
  readonly matches: readonly FullHashMatch[];
  readonly rulesetVersion: number;
}

interface Entry extends PrefixAnswer {
  /** Milliseconds since the epoch. */
  readonly storedAt: number;
  readonly expiresAt: number;
}

export class AnswerCache {
  readonly #limit: number;
  /** Least recently used first. */
  readonly #entries = new Map<string, Entry>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(prefix: string, now: number): PrefixAnswer | undefined {
    const entry = this.#entries.get(prefix);
    if (entry === undefined) return undefined;
    this.#entries.delete(prefix);
    // Stored in the future: the clock was set back, so nothing is known of its age.
    if (now >= entry.expiresAt || now < entry.storedAt) return undefined;
    this.#entries.set(prefix, entry);
    return entry;
  }

  set(prefix: string, answer: PrefixAnswer, { now, ttl }: { now: number; ttl: number }): void {
    this.#entries.delete(prefix);
    this.#entries.set(prefix, { ...answer, storedAt: now, expiresAt: now + ttl });
    if (this.#entries.size <= this.#limit) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }

  clear(): void {
    this.#entries.clear();
  }
}

/** The answer for each of the asked prefixes, with its time to live in milliseconds. */
export function answersFrom(
  response: LookupResponse,
  asked: readonly string[],
): readonly { readonly prefix: string; readonly answer: PrefixAnswer; readonly ttl: number }[] {
  const byPrefix = new Map<string, FullHashMatch[]>(asked.map((prefix) => [prefix, []]));
  for (const match of response.matches) {
    byPrefix.get(match.fullHash.slice(0, PREFIX_BYTES * 2))?.push(match);
  }
  return asked.map((prefix) => {
    const matches = byPrefix.get(prefix) ?? [];
    const seconds =
      matches.length === 0
        ? response.negativeTtl
        : Math.min(response.positiveTtl, response.negativeTtl);
    return {
      prefix,
      answer: { matches, rulesetVersion: response.rulesetVersion },
      ttl: seconds * 1000,
    };
  });
}
