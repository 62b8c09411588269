/** What becomes of a list of another format: our rules, and what was not taken, with the reason. */
import type { CleanerRule, WrapperRule } from './link-rules.ts';

export interface RefusedEntry {
  /** Which one, by name or by place. */
  readonly entry: string;
  /** Why it was not taken. */
  readonly rule: string;
}

export interface Translation {
  readonly wrappers: readonly WrapperRule[];
  readonly cleaners: readonly CleanerRule[];
  readonly refused: readonly RefusedEntry[];
}
