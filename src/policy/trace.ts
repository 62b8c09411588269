/** The "why" of an action: what every step of the order of authority said, and what became of it. */
import type { Action } from './action.ts';

export const AUTHORITIES = [
  'managed',
  'severe-verdict',
  'exception',
  'verdict',
  'personal',
  'stage',
  'category',
  'grade',
  'sign',
  'default',
] as const;

export type Authority = (typeof AUTHORITIES)[number];

/** Who put the rule there. */
export type TraceSource = 'managed' | 'personal' | 'ruleset' | 'sign' | 'engine';

export interface TraceStep {
  readonly authority: Authority;
  readonly source: TraceSource;
  /** Id of the rule that spoke, unique within its source. */
  readonly rule: string;
  readonly says: Action;
  readonly effect: 'decided' | 'agreed' | 'overruled';
  /** What the rule saw, for words on the screen: names to short values. */
  readonly detail: Readonly<Record<string, string | number>>;
}

export type Trace = readonly TraceStep[];
