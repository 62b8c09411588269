/** One address or host a line; comments behind `#`, or whole lines of them behind `!`. */
import { readAddress } from './address.ts';
import { collectLines, type ImportedList, type ImportOptions, type LineReading } from './import.ts';
import { makePlainReaders } from './plain-address.ts';

export function importUrls(text: string, options: ImportOptions): ImportedList {
  return collectLines(text, options, { read: readLine, readPlain: makePlainReaders().address });
}

function readLine(line: string): LineReading {
  if (line.startsWith('#') || line.startsWith('!')) return undefined;
  // A `#` inside an address begins its fragment; a comment stands apart.
  const address = line.replace(/\s#.*$/, '').trimEnd();
  // A mention, or a filter of another dialect: never an address.
  if (address.startsWith('@')) return { refused: 'line: begins with @' };
  if (/\s/.test(address)) return { refused: 'line: more than one address' };
  const reading = readAddress(address);
  return 'expression' in reading ? { expressions: [reading.expression] } : reading;
}
