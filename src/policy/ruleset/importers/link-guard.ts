/** Our own lists: one JSON document whose entries each say what they are listed for. */
import * as v from 'valibot';
import type { RuleEntry } from '../rule.ts';
import { dayOf } from './date.ts';
import { membersOf, readEntry } from './entry.ts';
import { collect, type ImportedList, type ImportOptions } from './import.ts';
import { parseList } from './json.ts';

const DaySchema = v.pipe(
  v.string(),
  v.check((text) => text.length === 10 && dayOf(text) === text, 'expected a day like 2026-01-31'),
);

/** Values are read entry by entry; a member of another name is a mistake in the whole. */
const EntrySchema = v.strictObject({
  /** A host or an address. */
  address: v.optional(v.string()),
  /** Where the address is not known: the SHA-256 of its expression. */
  sha256: v.optional(v.string()),
  effect: v.optional(v.string()),
  /** The list's own violation when absent. */
  violation: v.optional(v.string()),
  severity: v.optional(v.string()),
  date: v.optional(v.string()),
  evidence: v.optional(v.string()),
  /** Why it stands there; for people. */
  note: v.optional(v.string()),
});

const ListSchema = v.strictObject({
  format: v.literal('link-guard'),
  /** The day that the list is of. */
  date: v.optional(DaySchema),
  entries: v.array(EntrySchema),
});

export function importLinkGuard(text: string, options: ImportOptions): ImportedList {
  const { entries, date = null } = parseList(ListSchema, text);
  return collect(
    entries,
    options,
    (entry) => readEntry(membersOf(entry), options),
    ({ address, sha256 }) => address ?? sha256 ?? '',
    date,
  );
}

/** The same entries as a list of our own. */
export function formatLinkGuard(entries: readonly RuleEntry[], date: string | null): string {
  const lines = entries.map((entry) => JSON.stringify(plainEntry(entry)));
  const head = `{"format":"link-guard",${date === null ? '' : `"date":"${date}",`}"entries":[`;
  return `${head}\n${lines.join(',\n')}\n]}\n`;
}

function plainEntry({ expression, list: _, listedOn, ...entry }: RuleEntry): object {
  const place = expression.startsWith('#')
    ? { sha256: expression.slice(1) }
    : { address: expression };
  return { ...place, ...entry, ...(listedOn !== undefined && { date: listedOn }) };
}
