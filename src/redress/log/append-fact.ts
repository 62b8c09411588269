/** The public log grows by one entry, which stands for all before it. */
import { fullHashOf, toHex } from '../../policy/index.ts';
import { type Instant, later } from '../instant.ts';
import { canonicalJson } from './canonical-json.ts';
import type { PublicEntry } from './log-entry.ts';
import type { PublicFact } from './public-fact.ts';

/** The former head of the first entry. */
export const NO_HEAD = '0'.repeat(64);

/** Time never runs back in the log, whatever the clock of this machine says. */
export function appendFact(
  former: PublicEntry | undefined,
  at: Instant,
  fact: PublicFact,
): PublicEntry {
  const entry = {
    number: (former?.number ?? 0) + 1,
    at: former === undefined ? at : later(at, former.at),
    fact,
  };
  return { ...entry, head: headAfter(former?.head ?? NO_HEAD, entry) };
}

export function headAfter(
  former: string,
  { number, at, fact }: { readonly number: number; readonly at: Instant; readonly fact: object },
): string {
  return toHex(fullHashOf(former + canonicalJson({ number, at, fact })));
}

/** As the log's file has it. */
export function formatPublicEntry(entry: PublicEntry): string {
  return `${canonicalJson(entry)}\n`;
}
