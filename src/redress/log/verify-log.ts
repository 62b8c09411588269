/**
 * Checks a public log, or a piece of one, from outside: that its entries go on from each other
 * without a gap, and that none was changed, taken out, put in or moved. Kinds of facts that are not
 * known here are passed over; their place in the chain is checked like any other.
 */
import * as v from 'valibot';
import { InstantSchema } from '../instant.ts';
import { headAfter, NO_HEAD } from './append-fact.ts';
import type { PublicEntry } from './log-entry.ts';
import { HashSchema, PublicFactSchema } from './public-fact.ts';

export const BREAKS = [
  ...(['torn', 'not-json', 'not-an-entry', 'wrong-number', 'time-runs-back'] as const),
  ...(['wrong-head', 'head-not-in-log'] as const),
] as const;

export type Break = (typeof BREAKS)[number];

export type LogCheck =
  | {
      readonly kind: 'whole';
      readonly count: number;
      /** Of the first and the last entry; absent where there is none. */
      readonly from?: number;
      readonly to?: number;
      readonly head: string;
      /** Facts of known kinds, each in its entry. */
      readonly entries: readonly PublicEntry[];
    }
  | {
      readonly kind: 'broken';
      /** The first line that does not go on, from 1. */
      readonly line: number;
      readonly why: Break;
    };

export interface LogKnowledge {
  /** The entry before the first one of a piece; absent for a log from its beginning. */
  readonly after?: { readonly number: number; readonly head: string };
  /** A head that was seen once, and has to be in the log still. */
  readonly head?: string;
}

const AnyEntrySchema = v.strictObject({
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  at: InstantSchema,
  fact: v.looseObject({ kind: v.string() }),
  head: HashSchema,
});

type AnyEntry = v.InferOutput<typeof AnyEntrySchema>;

interface Place {
  readonly number: number;
  readonly head: string;
  readonly at: string;
}

export function verifyLog(text: string, { after, head: seen }: LogKnowledge = {}): LogCheck {
  const lines = text.split('\n');
  if (lines.pop() !== '') return { kind: 'broken', line: lines.length + 1, why: 'torn' };
  const entries: PublicEntry[] = [];
  let place: Place = { number: 0, head: NO_HEAD, ...after, at: '' };
  let isSeen = seen === undefined || seen === place.head;
  for (const [index, line] of lines.entries()) {
    const read = readLine(line, place);
    if (typeof read === 'string') return { kind: 'broken', line: index + 1, why: read };
    const known = v.safeParse(PublicFactSchema, read.fact);
    if (known.success) entries.push({ ...read, fact: known.output });
    isSeen ||= read.head === seen;
    place = read;
  }
  if (!isSeen) return { kind: 'broken', line: lines.length, why: 'head-not-in-log' };
  const ends = { from: place.number - lines.length + 1, to: place.number };
  const count = lines.length;
  return { kind: 'whole', count, ...(count > 0 && ends), head: place.head, entries };
}

function readLine(line: string, former: Place): AnyEntry | Break {
  let document: unknown;
  try {
    document = JSON.parse(line);
  } catch {
    return 'not-json';
  }
  const result = v.safeParse(AnyEntrySchema, document);
  if (!result.success) return 'not-an-entry';
  const entry = result.output;
  if (entry.number !== former.number + 1) return 'wrong-number';
  if (entry.at < former.at) return 'time-runs-back';
  return isHeadOf(entry, former) ? entry : 'wrong-head';
}

function isHeadOf(entry: AnyEntry, former: Place): boolean {
  try {
    return headAfter(former.head, entry) === entry.head;
  } catch {
    // Nothing that can be written has no canonical form.
    return false;
  }
}
