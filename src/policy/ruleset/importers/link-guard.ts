/** Our own lists: one JSON document whose entries each say what they are listed for. */
import * as v from 'valibot';
import { VIOLATIONS } from '../../violation.ts';
import { readAddress } from './address.ts';
import { collect, type ImportedList, type ImportOptions, type LineReading } from './import.ts';
import { parseList } from './json.ts';

const EntrySchema = v.strictObject({
  /** A host or an address. */
  address: v.string(),
  effect: v.optional(v.picklist(['listed', 'allowed'])),
  /** The list's own violation when absent. */
  violation: v.optional(v.picklist(VIOLATIONS)),
  /** Why it stands there; for people. */
  note: v.optional(v.string()),
});

const ListSchema = v.strictObject({
  format: v.literal('link-guard'),
  entries: v.array(EntrySchema),
});

type Entry = v.InferOutput<typeof EntrySchema>;

export function importLinkGuard(text: string, options: ImportOptions): ImportedList {
  const { entries } = parseList(ListSchema, text, options.list);
  return collect(
    entries,
    options,
    (entry) => readEntry(entry, options),
    ({ address }) => address,
  );
}

function readEntry(entry: Entry, options: ImportOptions): LineReading {
  const { address, effect = 'listed', violation = options.violation } = entry;
  const reading = readAddress(address);
  if ('refused' in reading) return reading;
  return { expressions: [reading.expression], effect, violation };
}
