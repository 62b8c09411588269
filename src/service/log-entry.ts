/**
 * What the service tells its operator, as data: never an address, a prefix, a comment, a receipt or
 * who asked. A line of it is for people (`wordsOf`) or for programs (`jsonOf`).
 */
export type LogEntry =
  | RequestEntry
  | { readonly event: 'listening'; readonly address: string }
  | { readonly event: 'metrics'; readonly address: string }
  | { readonly event: 'published'; readonly version: number; readonly rules: number }
  | { readonly event: 'not-published'; readonly code: string; readonly reason: string }
  /** What became of fetching a list; `fetchedAt` of the copy that is kept, in milliseconds. */
  | {
      readonly event: 'source';
      readonly list: string;
      readonly outcome: 'fetched' | 'unchanged' | 'waits';
      readonly entries: number;
      readonly fetchedAt: number;
    }
  /** The kept copy goes on, where there is one. */
  | {
      readonly event: 'source-refused';
      readonly list: string;
      readonly code: string;
      readonly reason: string;
    }
  /** A line about a list that was read. */
  | { readonly event: 'list'; readonly text: string }
  /** With what the other nodes have published. */
  | { readonly event: 'not-in-step'; readonly code: string }
  | { readonly event: 'ending' }
  | { readonly event: 'lines-dropped'; readonly count: number };

export interface RequestEntry {
  readonly event: 'request';
  readonly method: string;
  /** As the interface names it, `-` where nothing has this path. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  /** Of a failure of our own. */
  readonly code?: string;
}

export function wordsOf(entry: LogEntry): string {
  switch (entry.event) {
    case 'request': {
      const { method, route, status, milliseconds, code } = entry;
      const words = [method, route, status, `${milliseconds}ms`];
      return [...words, ...(code === undefined ? [] : [code])].join(' ');
    }
    case 'listening':
      return `policy service at ${entry.address}`;
    case 'metrics':
      return `metrics at ${entry.address}/metrics`;
    case 'published':
      return `ruleset ${entry.version}: ${entry.rules} rules`;
    case 'not-published':
      return `not published: ${entry.reason}`;
    case 'source':
      return `source ${entry.list}: ${entry.outcome}, ${entry.entries} entries`;
    case 'source-refused':
      return `source refused (${entry.code}): ${entry.reason}`;
    case 'list':
      return entry.text;
    case 'not-in-step':
      return `not in step: ${entry.code}`;
    case 'ending':
      return 'ending: takes no new requests';
    case 'lines-dropped':
      return `${entry.count} lines were dropped: nobody took them`;
  }
}

/** One object in one line; JSON escapes whatever could break it. */
export function jsonOf(entry: LogEntry, now: number): string {
  return JSON.stringify({ time: new Date(now).toISOString(), ...entry });
}
