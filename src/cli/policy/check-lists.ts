/** Entries of the block and allow lists that say more than their author may know. */
import { kindOf, type ManagedSettings, type SuffixKind, suffixKindOf } from '../../policy/index.ts';

export interface WideEntry {
  readonly place: 'block' | 'allow';
  readonly entry: string;
  readonly suffix: SuffixKind;
}

/** Hosts, and pages, under which anybody gets a name. */
export function wideEntriesOf(settings: ManagedSettings): readonly WideEntry[] {
  return (['block', 'allow'] as const).flatMap((place) =>
    (settings[place] ?? []).flatMap((entry) => {
      const suffix = suffixOf(entry);
      return suffix === undefined ? [] : [{ place, entry, suffix }];
    }),
  );
}

function suffixOf(entry: string): SuffixKind | undefined {
  const kind = kindOf(entry);
  if (kind !== 'host' && kind !== 'page') return undefined;
  return suffixKindOf(hostOf(entry));
}

/** In one line: where, what, what comes of it, and what to write instead. */
export function wideEntryText({ place, entry, suffix }: WideEntry): string {
  const host = hostOf(entry);
  const where = kindOf(entry) === 'page' ? 'that path of every host' : 'every host';
  const comes = place === 'allow' ? 'opens, even where it is listed' : 'is blocked';
  const what =
    suffix === 'registry'
      ? `"${host}" is a public suffix: ${where} under it ${comes}`
      : `under "${host}" anybody can have a name: ${where} there ${comes}`;
  return `${place}: ${what}; expected a host with a registered name, like name.${host}`;
}

function hostOf(entry: string): string {
  return entry.split('/', 1)[0] ?? '';
}
