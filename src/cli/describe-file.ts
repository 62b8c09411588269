/**
 * What kind of file of a ruleset some bytes are, and what they say of themselves. Nothing is
 * verified here: `verify` does that.
 */
import {
  CodedError,
  codeOf,
  type DeltaEnds,
  deltaEnds,
  describeHosts,
  describeRules,
  type HostsDescription,
  type LogEntry,
  type PeekedDocument,
  parseLog,
  peekDocument,
  type RulesDescription,
} from '../policy/index.ts';

export type FileDescription =
  | PeekedDocument
  | ({ readonly kind: 'rules'; readonly bytesPerRule: number | null } & RulesDescription)
  | ({ readonly kind: 'hosts'; readonly bytesPerHost: number | null } & HostsDescription)
  | ({ readonly kind: 'delta'; readonly size: number } & DeltaEnds)
  | {
      readonly kind: 'log';
      readonly versions: number;
      readonly first: LogEntry;
      readonly last: LogEntry;
    };

export interface InspectedFile {
  /** As it was named, or below the folder that was. */
  readonly file: string;
  /** Undefined where it is not there, though the manifest names it. */
  readonly description: FileDescription | undefined;
}

const MAGIC_BYTES = 4;

/** Throws `bad-file` where the bytes are none of these, or are damaged. */
export function describeFile(name: string, bytes: Uint8Array): FileDescription {
  try {
    const description = describeBytes(bytes);
    if (description !== undefined) return description;
  } catch (cause) {
    const code = codeOf(cause) ?? '';
    if (!['bad-rules', 'bad-hosts', 'bad-delta'].includes(code) || !(cause instanceof Error))
      throw cause;
    throw new CodedError('bad-file', `${name}: ${cause.message}`, { cause });
  }
  throw new CodedError('bad-file', `${name}: not a file of a ruleset`);
}

function describeBytes(bytes: Uint8Array): FileDescription | undefined {
  const magic = new TextDecoder('latin1').decode(bytes.subarray(0, MAGIC_BYTES));
  if (magic === 'LGRS') {
    const rules = describeRules(bytes);
    const { ruleCount, size } = rules;
    return { kind: 'rules', bytesPerRule: ruleCount === 0 ? null : size / ruleCount, ...rules };
  }
  if (magic === 'LGRH') {
    const hosts = describeHosts(bytes);
    const added = hosts.blocked.added + hosts.cleared.added;
    return { kind: 'hosts', bytesPerHost: added === 0 ? null : hosts.size / added, ...hosts };
  }
  if (magic === 'LGRD') return { kind: 'delta', size: bytes.length, ...deltaEnds(bytes) };
  return peekDocument(bytes) ?? peekLog(bytes);
}

function peekLog(bytes: Uint8Array): FileDescription | undefined {
  try {
    const entries = parseLog(bytes);
    const [first] = entries;
    const last = entries.at(-1);
    if (first === undefined || last === undefined) return undefined;
    return { kind: 'log', versions: entries.length, first, last };
  } catch (error) {
    if (codeOf(error) === 'bad-log') return undefined;
    throw error;
  }
}
