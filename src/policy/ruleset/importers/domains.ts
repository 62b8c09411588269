/** One host a line and nothing else: a page is refused, not reduced to its host. */
import { readHost } from './address.ts';
import { collectLines, type ImportedList, type ImportOptions, type LineReading } from './import.ts';
import { makePlainReaders } from './plain-address.ts';

export function importDomains(text: string, options: ImportOptions): ImportedList {
  return collectLines(text, options, { read: readLine, readPlain: makePlainReaders().host });
}

function readLine(line: string): LineReading {
  if (line.startsWith('!')) return undefined;
  const [content = ''] = line.split('#', 1);
  const host = content.trim();
  if (host === '') return undefined;
  if (/\s/.test(host)) return { refused: 'line: more than one host' };
  const reading = readHost(host);
  return 'expression' in reading ? { expressions: [reading.expression] } : reading;
}
