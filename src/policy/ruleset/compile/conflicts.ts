/** Where lists disagree: what one of them lists, with all below it, and another one allows. */
import { hostOf, isHashed, type RuleEntry } from '../rule.ts';

/** The allowing rule wins for what it speaks of. */
export interface Conflict {
  readonly listed: string;
  readonly listedBy: string;
  /** The same expression, or one below it. */
  readonly allowed: string;
  readonly allowedBy: string;
}

/** Deepest folder that an expression can name. */
const FOLDER_DEPTH = 3;

/** One pass over all entries, and a few steps for each that allows. */
export function conflictsIn(entries: readonly RuleEntry[]): readonly Conflict[] {
  const allowing = allowingByCover(entries);
  if (allowing.size === 0) return [];
  const conflicts = new Map<string, Conflict>();
  for (const { effect, expression: listed, list: listedBy } of entries) {
    if (effect !== 'listed') continue;
    for (const { expression: allowed, list: allowedBy } of allowing.get(listed) ?? []) {
      // A list that spares something below what it lists agrees with itself.
      if (listedBy === allowedBy && listed !== allowed) continue;
      const conflict = { listed, listedBy, allowed, allowedBy };
      conflicts.set(Object.values(conflict).join('\n'), conflict);
    }
  }
  return [...conflicts.values()];
}

/** The allowing entries under each expression that covers one. */
function allowingByCover(
  entries: readonly RuleEntry[],
): ReadonlyMap<string, Iterable<Pick<RuleEntry, 'expression' | 'list'>>> {
  const byCover = new Map<string, Map<string, Pick<RuleEntry, 'expression' | 'list'>>>();
  for (const { effect, expression, list } of entries) {
    if (effect !== 'allowed') continue;
    for (const cover of coversOf(expression)) {
      const known = byCover.get(cover) ?? new Map();
      byCover.set(cover, known.set(`${list}\n${expression}`, { expression, list }));
    }
  }
  return new Map([...byCover].map(([cover, allowing]) => [cover, [...allowing.values()]]));
}

/** Every expression that an address of this one has too; of a hash, nothing else is known. */
function coversOf(expression: string): readonly string[] {
  if (isHashed(expression)) return [expression];
  const host = hostOf(expression);
  const paths = pathsOver(expression.slice(host.length));
  return hostsOver(host).flatMap((over) => paths.map((path) => over + path));
}

function hostsOver(host: string): readonly string[] {
  const hosts = [host];
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
    hosts.push(host.slice(dot + 1));
  }
  return hosts;
}

function pathsOver(tail: string): readonly string[] {
  const [path = ''] = tail.split('?', 1);
  const folders = path.split('/').slice(1, -1).slice(0, FOLDER_DEPTH);
  const prefixes = folders.map((_, depth) => `/${folders.slice(0, depth + 1).join('/')}/`);
  return [...new Set(['/', ...prefixes, path, tail])];
}
