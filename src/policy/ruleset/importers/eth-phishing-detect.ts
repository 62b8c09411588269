/**
 * The configuration file of the package eth-phishing-detect: hosts, each with its subdomains. Its
 * fuzzy list, which guesses by edit distance, is not used.
 */
import * as v from 'valibot';
import { readAddress, readHost } from './address.ts';
import { collect, type ImportedList, type ImportOptions, type LineReading } from './import.ts';
import { parseList } from './json.ts';

const ConfigSchema = v.object({
  blacklist: v.array(v.string()),
  whitelist: v.optional(v.array(v.string()), []),
});

export function importEthPhishingDetect(text: string, options: ImportOptions): ImportedList {
  const { blacklist, whitelist } = parseList(ConfigSchema, text);
  const [listed, allowed] = [
    collect(blacklist, options, (host) => readEntry(host, 'listed'), String),
    collect(whitelist, options, (host) => readEntry(host, 'allowed'), String),
  ];
  return {
    list: options.list,
    date: null,
    lineCount: listed.lineCount + allowed.lineCount,
    entries: [...listed.entries, ...allowed.entries],
    refused: [...listed.refused, ...allowed.refused],
  };
}

function readEntry(host: string, effect: 'listed' | 'allowed'): LineReading {
  const reading = host.includes('/') ? readAddress(host) : readHost(host);
  if ('expression' in reading) return { expressions: [reading.expression], effect };
  return { refused: `${effect === 'listed' ? 'blacklist' : 'whitelist'}: ${reading.refused}` };
}
