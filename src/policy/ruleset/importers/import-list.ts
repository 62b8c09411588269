import { CodedError } from '../../coded-error.ts';
import { importAbp } from './abp.ts';
import { importEthPhishingDetect } from './eth-phishing-detect.ts';
import { importHosts, SINK } from './hosts.ts';
import type { ImportedList, ImportOptions, ListFormat } from './import.ts';
import { importLinkGuard } from './link-guard.ts';
import { importUrls } from './urls.ts';

const IMPORTERS: Readonly<
  Record<ListFormat, (text: string, options: ImportOptions) => ImportedList>
> = {
  hosts: importHosts,
  urls: importUrls,
  abp: importAbp,
  'eth-phishing-detect': importEthPhishingDetect,
  'link-guard': importLinkGuard,
};

/** Throws `bad-list` where a JSON list does not have the form of its format. */
export function importList(
  text: string,
  { format, ...options }: ImportOptions & { readonly format: ListFormat },
): ImportedList {
  return IMPORTERS[format](text, options);
}

/** Throws `bad-list` for a JSON document of no known form. */
export function detectFormat(text: string): ListFormat {
  if (/^\s*[{[]/.test(text) && !/^\s*\[Adblock/i.test(text)) return detectJson(text);
  if (/^[ \t]*(?:\[Adblock|!|\|\||@@|\|https?:)/im.test(text)) return 'abp';
  return text.split(/\r\n|\n|\r/).some((line) => SINK.test(line.trim())) ? 'hosts' : 'urls';
}

function detectJson(text: string): ListFormat {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new CodedError('bad-list', 'list: begins like JSON and is not JSON', { cause });
  }
  if (typeof document === 'object' && document !== null) {
    if (Object.hasOwn(document, 'blacklist')) return 'eth-phishing-detect';
    if (Object.hasOwn(document, 'entries')) return 'link-guard';
  }
  throw new CodedError('bad-list', 'list: JSON of no format that is known here');
}
