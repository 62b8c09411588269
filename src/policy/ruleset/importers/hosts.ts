/** Hosts files: an address to answer with, then the hosts; also one host a line. */
import { readHost } from './address.ts';
import { collectLines, type ImportedList, type ImportOptions, type LineReading } from './import.ts';
import { makePlainReaders, type PlainReader, standsAt } from './plain-address.ts';

/** What hosts files begin with on every system; not entries of a list. */
const OWN_NAMES = new Set([
  'localhost',
  'localhost.localdomain',
  'local',
  'broadcasthost',
  'ip6-localhost',
  'ip6-loopback',
  'ip6-localnet',
  'ip6-mcastprefix',
  'ip6-allnodes',
  'ip6-allrouters',
  'ip6-allhosts',
  '0.0.0.0',
]);

export const SINK =
  /^(?:0\.0\.0\.0|127\.\d+\.\d+\.\d+|255\.255\.255\.255|::1?|f[ef][0-9a-f:%a-z]+)\s/i;

const COMMON_SINKS = /* @__PURE__ */ ['0.0.0.0 ', '127.0.0.1 '].map(codesOf);
/** The system's own names have no dot, or this one. */
const OWN_START = /* @__PURE__ */ codesOf('localhost.');

export function importHosts(text: string, options: ImportOptions): ImportedList {
  const { host } = makePlainReaders();
  const readPlain: PlainReader = (codes, from) => {
    const sink = COMMON_SINKS.find((common) => standsAt(codes, from, common));
    const start = from + (sink?.length ?? 0);
    return standsAt(codes, start, OWN_START) ? undefined : host(codes, start);
  };
  return collectLines(text, options, { read: readLine, readPlain });
}

function readLine(line: string): LineReading {
  const [content = ''] = line.split('#', 1);
  if (content.trim() === '') return undefined;
  const hosts = content.trim().replace(SINK, '').split(/\s+/);
  const named = hosts.filter((host) => host !== '' && !OWN_NAMES.has(host.toLowerCase()));
  if (named.length === 0) return undefined;
  const readings = named.map(readHost);
  const refused = readings.find((reading) => 'refused' in reading);
  return {
    expressions: readings.flatMap((reading) => ('expression' in reading ? reading.expression : [])),
    ...refused,
  };
}

function codesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
