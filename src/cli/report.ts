/** What became of lists, in lines for people. */
import type { CompileReport, Conflict } from '../policy/index.ts';

/** Of each kind that are shown of one run. */
const SHOWN = 20;

export function listLines({ perList }: Pick<CompileReport, 'perList'>): readonly string[] {
  return perList.map(
    ({ list, entries, rules, duplicates, review, dropped, refused }) =>
      `list ${list}: ${entries} entries, ${rules} rules, ${duplicates} duplicates, ${review} to review, ${dropped} dropped, ${refused} lines refused`,
  );
}

/** A line for each conflict, and how many are not shown. */
export function conflictLines(conflicts: readonly Conflict[]): readonly string[] {
  return shorten(conflicts.map(conflictLine));
}

export function reviewLines({ review }: CompileReport): readonly string[] {
  return shorten(
    review.map(({ list, expression, reason }) => `review ${list}: ${expression}: ${reason}`),
  );
}

export function refusedLines({ refused }: CompileReport): readonly string[] {
  return shorten(refused.map(({ list, line, rule }) => `refused ${list}: line ${line}: ${rule}`));
}

function conflictLine({ listed, listedBy, allowed, allowedBy }: Conflict): string {
  const below = listed === allowed ? '' : ` as ${allowed}`;
  return `conflict: ${listed}: listed by ${listedBy}, allowed by ${allowedBy}${below}`;
}

function shorten(lines: readonly string[]): readonly string[] {
  const more = lines.length - SHOWN;
  return more > 0 ? [...lines.slice(0, SHOWN), `${more} more of these`] : lines;
}
